package dev.stageflow.processor.model.call;

/** The argument for a parameter of one of the definition's methods. */
public sealed interface Argument {

  /** The item that arrives, or another object that the method examines: see each use. */
  record Item() implements Argument {}

  /** The accumulator that the method adds to, finishes or examines. */
  record Accumulator() implements Argument {}

  /** The failure that the method recovers from. */
  record Failure() implements Argument {}

  /** The last element taken of a sequence, after which the sequence is resumed. */
  record LastTaken() implements Argument {}

  /**
   * A value from further up, or the flow's input.
   *
   * @param value the value's id in the plan
   */
  record Upstream(int value) implements Argument {}

  /**
   * A context's bucket.
   *
   * @param accumulate the plan's index of the accumulate that fills it
   */
  record BucketOf(int accumulate) implements Argument {}
}
