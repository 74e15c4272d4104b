package dev.stageflow.processor.write;

import com.palantir.javapoet.CodeBlock;

/** How a piece of code gets at values and accumulators. */
interface Scope {

  /** A value, or the input, by its id in the plan. */
  CodeBlock value(int id);

  /** An accumulator, by the plan's index of its accumulate. */
  CodeBlock bucket(int accumulate);

  /** Whether an item came to it. */
  CodeBlock filled(int accumulate);

  /** The definition. */
  default CodeBlock stages() {
    return CodeBlock.of("stages");
  }

  /** The stack, which holds what a stage waits for. */
  default CodeBlock stack() {
    return CodeBlock.of("stack");
  }

  /** Whether a name is that of a variable around, besides the flow's own. */
  default boolean isVariable(String name) {
    return false;
  }

  /** The sink. */
  default CodeBlock sink() {
    return CodeBlock.of("sink");
  }
}
