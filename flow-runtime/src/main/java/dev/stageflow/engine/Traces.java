package dev.stageflow.engine;

import dev.stageflow.FlowTrace;
import org.jspecify.annotations.Nullable;

/** How frames tell where they are. */
public final class Traces {
  private static final int MOST_CHARACTERS = 80;

  private Traces() {}

  /**
   * Describes a level.
   *
   * @param source the stage whose items it takes
   * @param taken how many it has taken
   * @param item the item in hand, or the one before; null if there is none
   * @param stages the stage of each step, separated by commas, in the order of the steps' numbers;
   *     empty where a step belongs to none
   * @param step the step that is next
   * @param innermost whether no other level is on top of it
   * @return the description
   */
  public static FlowTrace.Level level(
      String source,
      long taken,
      @Nullable Object item,
      String stages,
      int step,
      boolean innermost) {
    Place.Inquiry inquiry = Place.Inquiry.ofThread();
    if (inquiry.isOpen()) {
      inquiry.answer(new Place(source, taken, stages, step));
      return new FlowTrace.Level(source, taken, null, null);
    }
    String[] names = stages.split(",", -1);
    String at = innermost && step < names.length && !names[step].isEmpty() ? names[step] : null;
    boolean underWay = item != null && (at != null || !innermost);
    return new FlowTrace.Level(source, taken, underWay ? text(item) : null, at);
  }

  /** A user's {@code toString} may fail, which is no reason for a run to do so. */
  private static String text(@Nullable Object item) {
    String text;
    try {
      text = String.valueOf(item);
    } catch (RuntimeException failure) {
      return "(toString failed: " + failure.getClass().getName() + ")";
    }
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
  }
}
