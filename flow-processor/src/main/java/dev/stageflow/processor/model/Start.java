package dev.stageflow.processor.model;

/** Where an empty accumulator comes from. */
public sealed interface Start permits Start.Call, Expression {

  /**
   * A method of the definition.
   *
   * @param method the method
   */
  record Call(MethodModel method) implements Start {}
}
