package dev.stageflow.processor.model;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import org.jspecify.annotations.Nullable;

/**
 * A Java expression that needs no variable.
 *
 * @param owner the class whose constant it names; null if it names none
 * @param code the constant's name, or an expression such as {@code 0L} or {@code new $T<>()} with
 *     its type
 */
public record Expression(@Nullable ClassName owner, CodeBlock code) implements Start {

  /** An expression that names no constant. */
  public static Expression of(CodeBlock code) {
    return new Expression(null, code);
  }
}
