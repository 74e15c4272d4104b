package dev.stageflow.processor.model.call;

/** What is given for a parameter of one of the definition's methods. */
public sealed interface Argument {

  /** The item that arrives, or what the method is there to look at: see each use. */
  record Item() implements Argument {}

  /** The accumulator that the method adds to, finishes or looks at. */
  record Accumulator() implements Argument {}

  /** What a stage has failed with, in whose place the method stands. */
  record Failure() implements Argument {}

  /** The last element that was taken of a sequence, which goes on after it. */
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
