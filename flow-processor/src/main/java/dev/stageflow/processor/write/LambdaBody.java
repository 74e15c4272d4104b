package dev.stageflow.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;

/** What a lambda does with what a stage returned. */
final class LambdaBody {

  private LambdaBody() {}

  /** What a function returned, as what goes on, or null. */
  static CodeBlock given(Given given) {
    CodeBlock unwrapped = given.unwrapped();
    CodeBlock dropped = given.dropped();
    if (unwrapped == null && (dropped == null || isNullAlone(dropped))) {
      return given.call();
    }
    return block(
        CodeBlock.of("$L;\n", given.declaration()),
        CodeBlock.of("$L ? null : $L", dropped, unwrapped == null ? given.kept() : unwrapped));
  }

  private static boolean isNullAlone(CodeBlock dropped) {
    return dropped.toString().equals(LambdaScope.GIVEN + " == null");
  }

  /** What a function returned, of the very type that the stage gives, boxed or not. */
  static CodeBlock givenAs(TypeName type, Given given) {
    if (!type.isPrimitive()) {
      return given(given);
    }
    CodeBlock.Builder statements =
        CodeBlock.builder().add("$T $L = $L;\n", given.type(), LambdaScope.GIVEN, given.call());
    if (given.dropped() != null) {
      statements.add("if ($L) {\n$>", given.dropped()).add("return null;\n").add("$<}\n");
    }
    CodeBlock unwrapped = given.unwrapped();
    statements.add(
        "$T $L = $L;\n", type, LambdaScope.RECOVERED, unwrapped == null ? given.kept() : unwrapped);
    return block(statements.build(), CodeBlock.of(LambdaScope.RECOVERED));
  }

  /** A value that has to be widened, which a lambda would not do for a box. */
  static CodeBlock widened(TypeName type, CodeBlock value) {
    return block(
        CodeBlock.of("$T $L = $L;\n", type, LambdaScope.GIVEN, value),
        CodeBlock.of(LambdaScope.GIVEN));
  }

  /** A call that returns nothing, and what is given then. */
  static CodeBlock done(CodeBlock call, CodeBlock given) {
    return block(CodeBlock.of("$L;\n", call), given);
  }

  private static CodeBlock block(CodeBlock statements, CodeBlock result) {
    return CodeBlock.builder()
        .add("{\n$>")
        .add(statements)
        .add("return $L;\n", result)
        .add("$<}")
        .build();
  }
}
