package dev.stageflow.tests.scenario;

import dev.stageflow.Flow;

/**
 * Makes a flow of a definition: the one that the processor generated, or the same one put together
 * at run time.
 *
 * @param <D> the definition's type
 * @param <I> the flow's input type
 * @param <O> the flow's output type
 */
@FunctionalInterface
public interface FlowMaker<D, I, O> {

  /**
   * Makes the flow.
   *
   * @param definition holds the stages
   * @return the flow
   */
  Flow<I, O> of(D definition);
}
