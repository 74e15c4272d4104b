package dev.stageflow.processor.model;

import com.palantir.javapoet.CodeBlock;

/** Where an empty accumulator comes from. */
public sealed interface Start {

  /**
   * A method of the definition.
   *
   * @param method the method
   */
  record Call(MethodModel method) implements Start {}

  /**
   * A Java expression, complete and qualified.
   *
   * @param code the expression, such as {@code 0L} or {@code new $T<>()} with its type
   */
  record Expression(CodeBlock code) implements Start {}
}
