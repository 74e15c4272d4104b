package dev.stageflow.interpreter;

/**
 * Stands for a value of a definition's flow, or for what one of its accumulates gathers, where
 * generated code tells what a stage looks at. Where a stage was added that gives the value anew, it
 * stands for the newest one that is in scope.
 *
 * @param <T> the value's type, boxed
 */
@SuppressWarnings("UnusedTypeParameter") // Scope.get gives it back
public final class Value<T> {

  /** Tells it from the others of its flow. */
  private final int index;

  Value(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }
}
