package dev.stageflow.engine;

import dev.stageflow.FlowTrace;
import dev.stageflow.plan.Waypoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame is, by names and numbers alone. A {@linkplain FlowStack#trace() trace} asks items
 * for their text, which is the user's code and may take any time; this does not.
 *
 * @param source the stage whose items the frame takes
 * @param origin what that stage has returned; null if it is no sequence
 * @param taken how many it has taken
 * @param steps names the stage of each step; asked only for the few places that are told
 * @param step the step that the item in hand has come to
 */
record Place(String source, @Nullable Object origin, long taken, Steps steps, int step) {

  /** Where an item comes first; only where a step may take an item and call that stage at once. */
  private static final int FIRST = 1;

  /** The stages of a level's steps. */
  interface Steps {

    /**
     * Names the stage of a step.
     *
     * @return the stage; null between two items, or if the step is not known
     */
    @Nullable String stage(int step);
  }

  /** Tells the stage that the item in hand has come to; null between two items. */
  @Nullable String at() {
    return steps.stage(step);
  }

  /**
   * Tells the stage that the frame is at, or takes its items from; null between the run's input and
   * its end.
   */
  @Nullable String stage() {
    String at = at();
    return at == null && !source.equals(Waypoint.INPUT) ? source : at;
  }

  /**
   * Tells which stage a {@linkplain FlowStack#step() single step} has called.
   *
   * @param before where the frame in charge was before; null if it was at no stage
   * @param after where the frame in charge is now
   * @return the stage; null if the step was none of a stage's, as where a subflow begins
   */
  static @Nullable String called(@Nullable Place before, @Nullable Place after) {
    if (before == null) {
      return null;
    }
    String at = before.at();
    if (at == null && after != null && after.hasPassedFirst(before)) {
      at = before.steps.stage(FIRST);
    }
    return at == null ? before.stage() : at;
  }

  /**
   * Tells whether an item was taken, and then the first stage called, in the same step: so it is
   * where taking one calls nothing of the user's. Else the frame is at the first stage now.
   */
  private boolean hasPassedFirst(Place before) {
    return source.equals(before.source) && taken == before.taken + 1 && step != FIRST;
  }

  /** A frame's answer to whoever asks it on the same thread, through {@link Traces#level}. */
  static final class Inquiry {
    private static final ThreadLocal<Inquiry> INQUIRY = ThreadLocal.withInitial(Inquiry::new);

    private static final FlowTrace.Level UNTOLD =
        new FlowTrace.Level("", 0, null, null, List.of(), null, 0);

    private boolean open;
    private @Nullable Place answer;

    private Inquiry() {}

    static Inquiry ofThread() {
      return INQUIRY.get();
    }

    boolean isOpen() {
      return open;
    }

    /** Answers; what it returns stands for the level, and tells nothing of it. */
    FlowTrace.Level answer(Place place) {
      answer = place;
      return UNTOLD;
    }

    /** Asks a frame where it is; null if it stands for no level. */
    @Nullable Place ask(Frame frame, FlowStack stack) {
      open = true;
      try {
        return frame.trace(stack) == null ? null : answer;
      } finally {
        open = false;
        answer = null;
      }
    }
  }
}
