package dev.stageflow.flink;

import dev.stageflow.FlowRun;
import dev.stageflow.SavedRun;
import dev.stageflow.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An element whose outputs have not gone on yet, and which takes them from its run. */
final class ElementRun<I, O> implements Sink<O> {
  /** Stands for no timestamp, as it does in Flink's records. */
  static final long NO_TIMESTAMP = Long.MIN_VALUE;

  private static final byte[] NOTHING = {};

  private final I element;
  private final long timestamp;
  private final List<O> outputs = new ArrayList<>();

  /** The run; null if it completed at once. */
  private @Nullable FlowRun run;

  /** The same, if it can be saved; else null. */
  private @Nullable SavedRun savable;

  /** Where it stands among the others; null before they have to wait for it. */
  private PassingOrder.@Nullable Group group;

  private boolean hasCompleted;

  ElementRun(I element, long timestamp) {
    this.element = element;
    this.timestamp = timestamp;
  }

  @Override
  public void accept(O output) {
    outputs.add(output);
  }

  /**
   * Has the others wait for it.
   *
   * @param goingOn its run; null if that has completed
   * @param saved the same, if it can be saved; else null
   */
  void hold(@Nullable FlowRun goingOn, @Nullable SavedRun saved, PassingOrder.Group among) {
    run = goingOn;
    savable = saved;
    group = among;
  }

  /** Its run has ended, and given all its outputs. */
  void completed() {
    hasCompleted = true;
  }

  void cancel() {
    if (run != null) {
      run.cancel();
    }
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

  /** Returns what the run has given so far. */
  List<O> outputs() {
    return outputs;
  }

  PassingOrder.Group group() {
    return Objects.requireNonNull(group);
  }
}
