package dev.stageflow.processor.model;

import dev.stageflow.processor.model.call.MethodModel;

/** Where an empty accumulator comes from. */
public sealed interface Start permits Start.Call, Expression {

  /**
   * A method of the definition.
   *
   * @param method the method
   */
  record Call(MethodModel method) implements Start {}
}
