package dev.stageflow.processor.model;

import java.util.List;

/**
 * How a stage's method is called.
 *
 * @param kind where, and whether its result is awaited
 * @param openers the methods of the engine's {@code FlowIterators} that make a {@code FlowIterator}
 *     of what is returned, the outer one first; none where what is returned is used as it is
 * @param buffer how many items a tunnelled sequence may be ahead; 0 for what is no such sequence
 */
public record Calling(Kind kind, List<String> openers, int buffer) {

  /** On the run's own thread; what is returned is used as it is. */
  public static final Calling DIRECT = new Calling(Kind.DIRECT, List.of(), 0);

  /** Copies the list. */
  public Calling {
    openers = List.copyOf(openers);
  }

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
