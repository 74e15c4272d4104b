package dev.stageflow.flink;

import dev.stageflow.Flow;
import java.io.Serializable;

/**
 * Makes the flow of an operator, on each worker of the cluster. It is what travels there: the flow
 * and its definition are not serialized. A static method reference, such as {@code
 * OrderReportFlow::create}, or a lambda that captures only what is serializable.
 *
 * @param <I> the elements' type
 * @param <O> the outputs' type
 */
@FunctionalInterface
public interface FlowSupplier<I, O> extends Serializable {

  /**
   * Makes the flow. Called once for each parallel instance of the operator, when it opens, by the
   * thread of its task.
   *
   * @return the flow, never null
   * @throws Exception if the flow cannot be made, which fails the task
   */
  Flow<I, O> get() throws Exception;
}
