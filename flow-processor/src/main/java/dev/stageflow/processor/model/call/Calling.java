package dev.stageflow.processor.model.call;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stage's method is called.
 *
 * @param kind where, and whether its result is awaited
 * @param conversion how the result is converted before it is awaited; null if it need not be
 * @param openers what turns the result into a {@code FlowIterator}, the outer one first; empty if
 *     the result is used as it is
 * @param buffer how many items a tunnelled sequence may be ahead; 0 for anything else
 */
public record Calling(
    Kind kind, @Nullable Conversion conversion, List<Opener> openers, int buffer) {

  /**
   * A method of the engine's {@code FlowIterators}.
   *
   * @param method its name
   * @param conversion how its argument is converted; null if it need not be
   */
  public record Opener(String method, @Nullable Conversion conversion) {

    /** Uses a pausing iterator as one of a wider type. */
    public static final Opener OF_FLOW_ITERATOR = new Opener("ofFlowIterator", null);
  }

  /** On the run's own thread; the result is used as it is. */
  public static final Calling DIRECT = new Calling(Kind.DIRECT, null, List.of(), 0);

  /** A method whose result is awaited, after its conversion. */
  public static Calling awaited(@Nullable Conversion conversion, List<Opener> openers) {
    return new Calling(Kind.AWAITED, conversion, openers, 0);
  }

  /** A method that a worker calls. */
  public static Calling tunnelled(List<Opener> openers, int buffer) {
    return new Calling(Kind.TUNNELLED, null, openers, buffer);
  }

  /** Copies the list. */
  public Calling {
    openers = List.copyOf(openers);
  }

  /** Where a method is called, and whether its result is awaited. */
  public enum Kind {
    /** On the run's own thread. */
    DIRECT,
    /** On the run's own thread; the result is, or is converted to, a {@code CompletionStage}. */
    AWAITED,
    /** On a worker thread. */
    TUNNELLED
  }
}
