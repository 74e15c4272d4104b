package dev.stageflow;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is: its stack, as text.
 *
 * @param levels the run itself and the sequences and subflows that it is in, outermost first; empty
 *     if it has not begun, or has ended
 * @param omitted how many levels are left out after the {@value #OUTER_LEVELS} outermost ones; more
 *     than 0 only in a deep recursion, of which the 200 innermost levels are kept as well
 */
public record FlowTrace(List<Level> levels, int omitted) {

  /** How many levels a trace that leaves some out has outside of those. */
  public static final int OUTER_LEVELS = 50;

  /**
   * Copies the levels.
   *
   * @param levels the run itself and the levels that it is in, outermost first
   * @param omitted how many levels are left out after the {@value #OUTER_LEVELS} outermost ones
   */
  public FlowTrace {
    levels = List.copyOf(levels);
  }

  /**
   * Leaves no level out.
   *
   * @param levels the run itself and the levels that it is in, outermost first
   */
  public FlowTrace(List<Level> levels) {
    this(levels, 0);
  }

  /**
   * Finds where a run has failed.
   *
   * @param failure what a run ended with
   * @return the trace that is {@linkplain FlowTraceException suppressed} in it: that of the run
   *     which ended with it last, or of the innermost run if a stage has run another flow on its
   *     thread; empty if there is none, because it is not the failure of a run, or does not take
   *     suppressed exceptions
   */
  public static Optional<FlowTrace> of(Throwable failure) {
    return Optional.ofNullable(FlowTraceException.in(failure))
        .map(FlowTraceException::trace)
        .filter(trace -> !trace.levels().isEmpty());
  }

  /**
   * One level.
   *
   * @param stage the stage whose items the level takes; {@code input} for the run itself, or for a
   *     subflow
   * @param items how many it has taken so far
   * @param item the one that is being processed, as {@link String#valueOf(Object)} gives it, cut to
   *     its first characters; null between two items
   * @param at the stage that the item is at: it is being called, waits, or is next; where a level
   *     further in processes its values, the stage that gave them; {@code sink} for the sink; null
   *     where the item is done, and the level takes its next one
   * @param contexts the stages whose contexts the item has opened, outermost first
   * @param place the method of the stage that the item is at, or of the one that gives the items
   *     where that is null; in a flow that was built at run time, the line at which that was begun;
   *     null if it is not known
   * @param failedTries how often that stage has failed with this item and is called again, as its
   *     {@link dev.stageflow.annotation.Retry @Retry} or {@link RetryPolicy} says; 0 for all others
   * @param inFlight what is in the stage at this moment, in order, if that is a parallel one; then
   *     the forks of the item that are under way
   */
  public record Level(
      String stage,
      long items,
      @Nullable String item,
      @Nullable String at,
      List<String> contexts,
      @Nullable StackTraceElement place,
      int failedTries,
      List<InFlight> inFlight) {

    /**
     * Copies the lists.
     *
     * @param stage the stage whose items the level takes
     * @param items how many it has taken so far
     * @param item the one whose way is under way, or null
     * @param at the stage that the item is at, or null
     * @param contexts the stages whose contexts the item has opened, outermost first
     * @param place the stage's method, or null
     * @param failedTries how often that stage has failed and is called again
     * @param inFlight what is in the stage at this moment
     */
    public Level {
      contexts = List.copyOf(contexts);
      inFlight = List.copyOf(inFlight);
    }

    /**
     * Shows the level without its place, such as {@code items #3 = pen, at price}; where the stage
     * has failed twice, that it is at its third try: {@code items #3 = pen, at price, try 3}.
     *
     * @return one line, if the item's text is one
     */
    @Override
    public String toString() {
      return at == null ? position() : position() + ", at " + at + currentTry();
    }

    private String currentTry() {
      return failedTries == 0 ? "" : ", try " + (failedTries + 1);
    }

    private String position() {
      StringBuilder text = new StringBuilder(stage).append(" #").append(items);
      if (item != null) {
        text.append(" = ").append(item);
      }
      for (String context : contexts) {
        text.append(", in the context of ").append(context);
      }
      if (!inFlight.isEmpty()) {
        text.append(", in flight: ");
        text.append(inFlight.stream().map(InFlight::toString).collect(Collectors.joining(", ")));
      }
      return text.toString();
    }

    private void appendTo(StringBuilder text) {
      text.append("at ");
      if (place == null) {
        text.append(at == null ? stage : at);
      } else {
        text.append(place);
        if (at != null && !at.equals(place.getMethodName())) {
          text.append(", stage ").append(at);
        }
      }
      text.append(": ").append(position()).append(currentTry());
    }
  }

  /**
   * An item that a {@linkplain dev.stageflow.annotation.Parallel parallel} stage has taken and not
   * yet passed on, or a {@linkplain dev.stageflow.annotation.Fork fork} that is under way.
   *
   * @param stage the stage that it is in
   * @param item the item, as in {@link Level#item}; null for a fork, which is one of the level's
   *     item
   * @param since how long ago the stage was started for it
   */
  public record InFlight(String stage, @Nullable String item, Duration since) {

    /**
     * Shows the item, or the fork, and how long it has been in flight, such as {@code pen for 12
     * ms}.
     *
     * @return one line, if the item's text is one
     */
    @Override
    public String toString() {
      return (item == null ? stage : item) + " for " + since.toMillis() + " ms";
    }
  }

  /**
   * Shows the levels like a stack trace, innermost first: the stage's place, the item that has come
   * there, and how many it is of which stage's.
   *
   * @return one line for each level
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = levels.size() - 1; i >= 0; i--) {
      if (omitted > 0 && i == OUTER_LEVELS - 1) {
        text.append("... ").append(omitted).append(" more").append(System.lineSeparator());
      }
      levels.get(i).appendTo(text);
      text.append(i == 0 ? "" : System.lineSeparator());
    }
    return text.toString();
  }
}
