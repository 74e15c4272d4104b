package dev.stageflow.flink;

import dev.stageflow.FlowRun;
import dev.stageflow.SavedRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element whose outputs have not gone on yet. Not a record: each is equal to itself alone. */
final class ElementRun<I, O> {
  /** Stands for no timestamp, as it does in Flink's records. */
  static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private static final byte[] NOTHING = {};

  private final I element;
  private final long timestamp;
  private final FlowRun run;
  private final @Nullable SavedRun savable;
  private final List<O> outputs;
  private final PassingOrder.Group group;
  private boolean hasCompleted;

  /**
   * Holds an element.
   *
   * @param run its run
   * @param savable the same, if it can be saved; else null
   * @param outputs what the run has given, as far as that is known
   */
  ElementRun(
      I element,
      long timestamp,
      FlowRun run,
      @Nullable SavedRun savable,
      List<O> outputs,
      PassingOrder.Group group) {
    this.element = element;
    this.timestamp = timestamp;
    this.run = run;
    this.savable = savable;
    this.outputs = outputs;
    this.group = group;
  }

  /** Its run has ended, and given all its outputs. */
  void completed() {
    hasCompleted = true;
  }

  /**
   * Returns its run as it is now, to go on from after a recovery. Nothing where that cannot be
   * saved, or is being closed, as after a failure: the element is then run from its beginning.
   */
  byte[] save() {
    if (savable == null || (savable.hasEnded() && !hasCompleted)) {
      return NOTHING;
    }
    return savable.save();
  }

  I element() {
    return element;
  }

  long timestamp() {
    return timestamp;
  }

  FlowRun run() {
    return run;
  }

  /** Returns what the run has given so far, if it can be saved. */
  List<O> outputs() {
    return outputs;
  }

  PassingOrder.Group group() {
    return group;
  }
}
