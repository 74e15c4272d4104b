package dev.stageflow.engine;

import dev.stageflow.FlowTrace;
import dev.stageflow.FlowTraceException;
import dev.stageflow.plan.Waypoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How frames tell where they are, and how failures learn of it. */
public final class Traces {
  private static final int MOST_CHARACTERS = 80;

  /** Exceptions that are thrown again and again would otherwise grow for ever. */
  private static final int MOST_OF_ONE_FAILURE = 8;

  /** Of a deep recursion the levels in its middle are left out, when nobody has asked for them. */
  private static final int MOST_INNER_LEVELS = 200;

  /** Where a run is that has not begun, or has come to its end. */
  static final FlowTrace NOWHERE = new FlowTrace(List.of());

  private Traces() {}

  /**
   * Describes a level of a generated flow that takes one item.
   *
   * @param definition the class that has the stages
   * @param source the stage whose item it takes
   * @param taken how many it has taken
   * @param item the item in hand, or the one before; null if there is none
   * @param waypoints what to tell of each step, as for a sequence's level
   * @param step the step that is next
   * @param innermost whether no other level is on top of it
   * @return the description
   */
  public static FlowTrace.Level level(
      Class<?> definition,
      String source,
      long taken,
      @Nullable Object item,
      String waypoints,
      int step,
      boolean innermost) {
    return level(definition, source, null, taken, item, waypoints, step, innermost);
  }

  /**
   * Describes a level of a generated flow that takes a sequence's items.
   *
   * @param definition the class that has the stages
   * @param source the stage whose items it takes
   * @param origin what that stage has returned; null once it is closed
   * @param taken how many it has taken
   * @param item the item in hand, or the one before; null if there is none
   * @param waypoints what to tell of each step, in the order of the steps' numbers, separated by
   *     commas: the stage; for each open context {@code " in "} and its stage; where another level
   *     may be on top, {@code " after "} and the stage that it belongs to
   * @param step the step that is next
   * @param innermost whether no other level is on top of it
   * @return the description
   */
  public static FlowTrace.Level level(
      Class<?> definition,
      String source,
      @Nullable Object origin,
      long taken,
      @Nullable Object item,
      String waypoints,
      int step,
      boolean innermost) {
    Place.Inquiry inquiry = Place.Inquiry.ofThread();
    if (inquiry.isOpen()) {
      return inquiry.answer(
          new Place(source, origin, taken, one -> waypoint(waypoints, one).stage(), step));
    }
    return told(
        source,
        taken,
        item,
        waypoint(waypoints, step),
        innermost,
        stage -> SourceLines.of(definition, stage));
  }

  private static Waypoint waypoint(String waypoints, int step) {
    String[] all = waypoints.split(",", -1);
    return step < all.length ? parsed(all[step]) : Waypoint.NONE;
  }

  private static Waypoint parsed(String text) {
    int after = text.indexOf(" after ");
    String here = after < 0 ? text : text.substring(0, after);
    List<String> parts = List.of(here.split(" in ", -1));
    return new Waypoint(
        parts.get(0).isEmpty() ? null : parts.get(0),
        parts.subList(1, parts.size()),
        after < 0 ? null : text.substring(after + " after ".length()));
  }

  /**
   * Describes a level of a flow that was put together at run time.
   *
   * @param source the stage whose items it takes
   * @param origin what that stage has returned; null if it is no sequence, or is closed
   * @param taken how many it has taken
   * @param item the item in hand, or the one before; null if there is none
   * @param waypoint where it stands
   * @param innermost whether no other level is on top of it
   * @param site where the flow was begun; null if that is not known
   * @return the description
   */
  public static FlowTrace.Level level(
      String source,
      @Nullable Object origin,
      long taken,
      @Nullable Object item,
      Waypoint waypoint,
      boolean innermost,
      @Nullable StackTraceElement site) {
    Place.Inquiry inquiry = Place.Inquiry.ofThread();
    if (inquiry.isOpen()) {
      return inquiry.answer(at(source, origin, taken, waypoint));
    }
    return told(source, taken, item, waypoint, innermost, stage -> site);
  }

  /**
   * Describes a level of a flow that is made of a definition, stage by stage.
   *
   * @param source the stage whose items it takes
   * @param origin what that stage has returned; null if it is no sequence, or is closed
   * @param taken how many it has taken
   * @param item the item in hand, or the one before; null if there is none
   * @param waypoint where it stands
   * @param innermost whether no other level is on top of it
   * @param definition the class that has the stages, but for those that were added
   * @return the description
   */
  public static FlowTrace.Level level(
      String source,
      @Nullable Object origin,
      long taken,
      @Nullable Object item,
      Waypoint waypoint,
      boolean innermost,
      Class<?> definition) {
    Place.Inquiry inquiry = Place.Inquiry.ofThread();
    if (inquiry.isOpen()) {
      return inquiry.answer(at(source, origin, taken, waypoint));
    }
    return told(
        source, taken, item, waypoint, innermost, stage -> SourceLines.of(definition, stage));
  }

  private static Place at(String source, @Nullable Object origin, long taken, Waypoint waypoint) {
    return new Place(source, origin, taken, step -> step == 0 ? waypoint.stage() : null, 0);
  }

  private static FlowTrace.Level told(
      String source,
      long taken,
      @Nullable Object item,
      Waypoint waypoint,
      boolean innermost,
      Function<String, @Nullable StackTraceElement> places) {
    String at = innermost ? waypoint.stage() : waypoint.after();
    String stage = at == null ? source : at;
    // Methods of the definition may have these names too.
    boolean isStage = !stage.equals(Waypoint.SINK) && !stage.equals(Waypoint.INPUT);
    return new FlowTrace.Level(
        source,
        taken,
        item == null || at == null ? null : text(item),
        at,
        waypoint.contexts(),
        isStage ? places.apply(stage) : null,
        0);
  }

  /** A user's {@code toString} may fail in any way, which is no reason for a run to do so. */
  private static String text(Object item) {
    String text;
    try {
      text = String.valueOf(item);
    } catch (Throwable failure) {
      return "(toString failed: " + failure.getClass().getName() + ")";
    }
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + "…";
  }

  /** Tells where a run is, all the way down. */
  static FlowTrace whole(FlowStack stack, @Nullable Frame top) {
    List<FlowTrace.Level> levels = new ArrayList<>();
    for (Frame frame = top; frame != null; frame = frame.caller) {
      add(frame, stack, levels);
    }
    Collections.reverse(levels);
    return new FlowTrace(levels);
  }

  /**
   * Tells where a run has failed, and has the failure tell it.
   *
   * @return where; without a level if the run has not begun, or there is no memory left to tell
   */
  static FlowTrace failed(FlowStack stack, @Nullable Frame top, Throwable failure) {
    try {
      FlowTrace trace = ofFailure(stack, top);
      if (!trace.levels().isEmpty() && takesMore(failure)) {
        failure.addSuppressed(new FlowTraceException(trace));
      }
      return trace;
    } catch (VirtualMachineError unable) {
      // Most likely what has failed the run as well. It counts, not where it came.
      return NOWHERE;
    }
  }

  private static boolean takesMore(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
            .filter(FlowTraceException.class::isInstance)
            .count()
        < MOST_OF_ONE_FAILURE;
  }

  /** Leaves out the middle of a deep recursion. */
  private static FlowTrace ofFailure(FlowStack stack, @Nullable Frame top) {
    List<FlowTrace.Level> levels = new ArrayList<>();
    Frame frame = top;
    for (; frame != null && levels.size() < MOST_INNER_LEVELS; frame = frame.caller) {
      add(frame, stack, levels);
    }
    Deque<Frame> outer = new ArrayDeque<>();
    int omitted = 0;
    for (; frame != null; frame = frame.caller) {
      outer.addLast(frame);
      if (outer.size() > FlowTrace.OUTER_LEVELS) {
        outer.removeFirst();
        omitted++;
      }
    }
    outer.forEach(one -> add(one, stack, levels));
    Collections.reverse(levels);
    return new FlowTrace(levels, omitted);
  }

  private static void add(Frame frame, FlowStack stack, List<FlowTrace.Level> levels) {
    FlowTrace.Level level = frame.trace(stack);
    if (level != null) {
      levels.add(level);
    }
  }
}
