package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.CodeBlock;

/** The expressions by which a piece of code reads and writes values and accumulators. */
public interface Variables {

  /** A value, or the input, by its id in the plan. */
  CodeBlock value(int id);

  /** The same as it was where the context of an accumulate was opened. */
  default CodeBlock atOpening(int id, int accumulate) {
    return value(id);
  }

  /** An accumulator, by the plan's index of its accumulate. */
  CodeBlock bucket(int accumulate);

  /** The frame that walks a sequence, by the plan's index of its stage. */
  default CodeBlock sequence(int element) {
    throw new IllegalStateException("only the frame around a sequence opens it again");
  }

  /** A function that may be added, by the plan's index of its place; it is null if none was. */
  CodeBlock added(int element);

  /** The definition. */
  default CodeBlock stages() {
    return CodeBlock.of("stages");
  }

  /** A named sink, by the name of its field. */
  default CodeBlock output(String name) {
    return CodeBlock.of("outputs.$N", name);
  }

  /** The sink. */
  default CodeBlock sink() {
    return CodeBlock.of("sink");
  }
}
