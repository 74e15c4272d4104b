package dev.stageflow.flink;

import dev.stageflow.KeyedFlow;

/**
 * Makes the flow of an operator that keeps an accumulator for each key, as a {@link FlowSupplier}
 * does: such as {@code RevenueFlow::create}, for a definition with {@code keyed = true}.
 *
 * @param <I> the elements' type
 * @param <A> the accumulator's type
 * @param <O> the outputs' type
 */
@FunctionalInterface
public interface KeyedFlowSupplier<I, A, O> extends FlowSupplier<I, O> {

  @Override
  KeyedFlow<I, A, O> get() throws Exception;
}
