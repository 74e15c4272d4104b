package dev.stageflow.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * How a stage's method is called.
 *
 * @param kind where, and whether its result is awaited
 * @param opener the method of the engine's {@code FlowIterators} that makes a {@code FlowIterator}
 *     of what is returned; null where what is returned is used as it is
 * @param buffer how many items a tunnelled sequence may be ahead; 0 for what is no such sequence
 */
public record Calling(Kind kind, @Nullable String opener, int buffer) {

  /** On the run's own thread; what is returned is used as it is. */
  public static final Calling DIRECT = new Calling(Kind.DIRECT, null, 0);

  /** Where a method is called, and whether its result is awaited. */
  public enum Kind {
    /** On the run's own thread. */
    DIRECT,
    /** On the run's own thread; it returns a {@code CompletionStage}. */
    AWAITED,
    /** On a worker thread. */
    TUNNELLED
  }
}
