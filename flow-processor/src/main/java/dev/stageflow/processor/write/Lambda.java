package dev.stageflow.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One of a definition's stages, or a part of one, as a lambda.
 *
 * @param code the lambda
 * @param looksAt the variables of the values that it looks up
 */
record Lambda(CodeBlock code, Set<String> looksAt) {

  /** The last arguments of a step: its lambdas, and what any of them looks at. */
  static CodeBlock arguments(Lambda... lambdas) {
    List<CodeBlock> arguments = new ArrayList<>();
    Set<String> looksAt = new TreeSet<>();
    for (Lambda lambda : lambdas) {
      arguments.add(lambda.code);
      looksAt.addAll(lambda.looksAt);
    }
    looksAt.forEach(variable -> arguments.add(CodeBlock.of("$N", variable)));
    return CodeBlock.join(arguments, ",$W");
  }
}
