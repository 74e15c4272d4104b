package dev.stageflow.internal.position;

import dev.stageflow.FlowTrace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame is. To make one calls no user code; to {@linkplain #describe describe} it asks the
 * item for its text.
 */
public final class Position {

  /** Where an item comes first; only where a step may take an item and call that stage at once. */
  private static final int FIRST = 1;

  private final String source;
  private final @Nullable Object origin;
  private final long taken;

  /** How many of them were taken before a saved run had the stage return the rest. */
  private final long takenBefore;

  /** How many items the source has said that it has; -1 if it can be asked. */
  private final long size;

  private final @Nullable Object item;
  private final Waypoint[] waypoints;
  private final int step;

  /** The class that has the stages; null in a flow that was built at run time. */
  private final @Nullable Class<?> definition;

  /** The line that put the flow together; null if it has a definition, or that is not known. */
  private final @Nullable StackTraceElement site;

  private final int failedTries;

  /** What is in flight at the stage that gives the items. */
  private final List<StartedItem> started;

  private Position(
      String source,
      @Nullable Object origin,
      long taken,
      @Nullable Object item,
      Waypoint[] waypoints,
      int step,
      @Nullable Class<?> definition,
      @Nullable StackTraceElement site) {
    this.source = source;
    this.origin = origin;
    this.taken = taken;
    this.takenBefore = 0;
    this.size = -1;
    this.item = item;
    this.waypoints = waypoints;
    this.step = step;
    this.definition = definition;
    this.site = site;
    this.failedTries = 0;
    this.started = List.of();
  }

  /** The same position, of which more is known. */
  private Position(
      Position other,
      @Nullable Object origin,
      long takenBefore,
      long size,
      int failedTries,
      List<StartedItem> started) {
    this.source = other.source;
    this.origin = origin;
    this.taken = other.taken;
    this.takenBefore = takenBefore;
    this.size = size;
    this.item = other.item;
    this.waypoints = other.waypoints;
    this.step = other.step;
    this.definition = other.definition;
    this.site = other.site;
    this.failedTries = failedTries;
    this.started = started;
  }

  /**
   * Describes where a frame of a generated flow is that takes one item.
   *
   * @param definition the class that has the stages
   * @param source the stage whose item it takes
   * @param item the item; null if there is none
   * @param waypoints what stands at each step; not changed afterwards
   * @param step the step that is next
   * @return the position
   */
  public static Position of(
      Class<?> definition, String source, @Nullable Object item, Waypoint[] waypoints, int step) {
    return of(definition, source, null, 1, item, waypoints, step);
  }

  /**
   * Describes where a frame of a generated flow is that takes a sequence's items.
   *
   * @param definition the class that has the stages
   * @param source the stage whose items it takes
   * @param origin what that stage has returned; null once it is closed
   * @param taken how many it has taken
   * @param item the item in hand, or the one before; null if there is none
   * @param waypoints what stands at each step; not changed afterwards
   * @param step the step that is next
   * @return the position
   */
  public static Position of(
      Class<?> definition,
      String source,
      @Nullable Object origin,
      long taken,
      @Nullable Object item,
      Waypoint[] waypoints,
      int step) {
    return new Position(source, origin, taken, item, waypoints, step, definition, null);
  }

  /**
   * Describes where a frame of a flow is that was built at run time.
   *
   * @param site the line that put the flow together; null if it is not known
   * @param source the stage whose items it takes
   * @param origin what that stage has returned; null if it is no sequence, or is closed
   * @param taken how many it has taken
   * @param item the item in hand, or the one before; null if there is none
   * @param waypoint what stands there
   * @return the position
   */
  public static Position of(
      @Nullable StackTraceElement site,
      String source,
      @Nullable Object origin,
      long taken,
      @Nullable Object item,
      Waypoint waypoint) {
    Waypoint[] here = {waypoint};
    return new Position(source, origin, taken, item, here, 0, null, site);
  }

  /**
   * Adds how many items were taken before a saved run had the stage return the rest.
   *
   * @param before how many; 0 if it has returned all
   * @return the same position, with that number
   */
  public Position resumedAfter(long before) {
    return new Position(this, origin, before, size, failedTries, started);
  }

  /**
   * Adds how many items the source has, where it could tell only before the first.
   *
   * @param known how many; -1 if it could not tell either
   * @return the same position, with that number
   */
  public Position sized(long known) {
    return new Position(this, origin, takenBefore, known, failedTries, started);
  }

  /**
   * Adds how often the current call has failed.
   *
   * @param tries the number for each of the frame's calls with retries: 0 for all but the current
   *     one
   * @return the same position, with the tries
   */
  public Position trying(int... tries) {
    for (int failed : tries) {
      if (failed > 0) {
        return new Position(this, origin, takenBefore, size, failed, started);
      }
    }
    return this;
  }

  /**
   * Returns where a frame is that passes over items of a stage of the same flow.
   *
   * @param stage the stage
   * @param passed how many it has passed over
   */
  public Position passing(String stage, long passed) {
    Waypoint[] here = {Waypoint.NONE};
    return new Position(stage, null, passed, null, here, 0, definition, site);
  }

  /** Returns the stage whose items the frame takes. */
  public String source() {
    return source;
  }

  /** Returns what that stage has returned; null if it is no sequence. */
  public @Nullable Object origin() {
    return origin;
  }

  /** Returns how many items the frame has taken. */
  public long taken() {
    return taken;
  }

  /** Returns how many of these are none of what that stage has returned: it gave the rest. */
  public long takenBefore() {
    return takenBefore;
  }

  /** Returns how many items that has, where it has told before; -1 if it can only be asked. */
  public long size() {
    return size;
  }

  /** Returns the stage that the item in hand has come to; null between two items. */
  public @Nullable String at() {
    return waypoint(step).stage();
  }

  /**
   * Returns the stage that the frame is at, or takes its items from; null between the run's input
   * and its end.
   */
  public @Nullable String stage() {
    String at = at();
    return at == null && !source.equals(Waypoint.INPUT) ? source : at;
  }

  /**
   * Returns the stage that a single step has called.
   *
   * @param before where the frame in charge was before; null if it was at no stage
   * @param after where the frame in charge is now
   * @return the stage; null if the step was none of a stage's, as where a subflow begins
   */
  public static @Nullable String called(@Nullable Position before, @Nullable Position after) {
    if (before == null) {
      return null;
    }
    String at = before.at();
    if (at == null && after != null && after.hasPassedFirst(before)) {
      at = before.waypoint(FIRST).stage();
    }
    return at == null ? before.stage() : at;
  }

  /**
   * Returns whether an item was taken, and then the first stage called, in the same step: so it is
   * where taking one calls nothing of the user's. Else the frame is at the first stage now.
   */
  private boolean hasPassedFirst(Position before) {
    return source.equals(before.source) && taken == before.taken + 1 && step != FIRST;
  }

  private Waypoint waypoint(int at) {
    return at < waypoints.length ? waypoints[at] : Waypoint.NONE;
  }

  /** Returns the same position without what the stage has returned, which nobody asks any more. */
  public Position withoutOrigin() {
    return new Position(this, null, takenBefore, size, failedTries, started);
  }

  /** Adds what is in flight at the stage that gives the items. */
  public Position with(List<StartedItem> inFlight) {
    return new Position(this, origin, takenBefore, size, failedTries, inFlight);
  }

  /** Returns how much is in flight at the stage that gives the items, or was started for one. */
  public int inFlight() {
    return started.size();
  }

  /** Returns the item in hand; null if there is none. */
  public @Nullable Object item() {
    return item;
  }

  /**
   * Describes the position.
   *
   * @param onTop whether no other frame is on top of this one
   * @param texts gives the item's text
   */
  public FlowTrace.Level describe(boolean onTop, ItemTexts texts) {
    Waypoint here = waypoint(step);
    String at = onTop ? here.stage() : here.after();
    return new FlowTrace.Level(
        source,
        taken,
        item == null || at == null ? null : texts.of(item),
        at,
        here.contexts(),
        line(at == null ? source : at),
        failedTries,
        started.stream().map(one -> describe(one, texts)).toList());
  }

  private static FlowTrace.InFlight describe(StartedItem one, ItemTexts texts) {
    Object item = one.item();
    return new FlowTrace.InFlight(
        one.stage(), item == null ? null : texts.of(item), Duration.ofNanos(one.nanos()));
  }

  private @Nullable StackTraceElement line(String stage) {
    // Methods of the definition may have these names too.
    if (stage.equals(Waypoint.SINK) || stage.equals(Waypoint.INPUT)) {
      return null;
    }
    return definition == null ? site : MethodLines.of(definition, stage);
  }
}
