package dev.stageflow.internal.channel;

/**
 * What one side of a {@link Channel} writes: where it is among the segments, and how far it has
 * come. The other side reads the count alone.
 *
 * <p>The fields stand between two stretches of unused ones, so that no other object shares their
 * cache lines, which the processor would otherwise carry from core to core at every item. A class
 * puts its fields after those of its superclass, hence the three classes.
 */
final class Side extends PaddedPosition {
  @SuppressWarnings("unused") // room
  private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

  Side(Segment segment) {
    super(segment);
  }
}

/** The unused fields before. */
abstract class Padding {
  @SuppressWarnings("unused") // room
  private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf;
}

/** The fields that are used. */
abstract class PaddedPosition extends Padding {
  /** How many items this side is known to have put or taken; for the other side. */
  volatile long reported;

  /** How many it has. */
  long count;

  /** Up to which count it can go on without looking at the other side. */
  long limit;

  /** The next item's place. */
  int index;

  Segment segment;

  PaddedPosition(Segment segment) {
    this.segment = segment;
  }
}
