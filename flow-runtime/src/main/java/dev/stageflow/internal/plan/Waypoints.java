package dev.stageflow.internal.plan;

import dev.stageflow.internal.position.Waypoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out what to tell of a level's steps. */
public final class Waypoints {
  private final FlowPlan plan;
  private final Level level;
  private final List<Step> steps;

  private Waypoints(FlowPlan plan, Level level) {
    this.plan = plan;
    this.level = level;
    this.steps = level.steps();
  }

  /**
   * Returns the waypoints of a level.
   *
   * @param plan the level's plan
   * @param level the level
   * @return one for each step, and one for the end of the way
   */
  public static List<Waypoint> of(FlowPlan plan, Level level) {
    return new Waypoints(plan, level).all();
  }

  private List<Waypoint> all() {
    int count = steps.size();
    int[] entered = entered();
    Map<Integer, Integer> lastOf = lastSteps();
    List<Integer> open = new ArrayList<>();
    if (level.kind() == Level.Kind.GROUP) {
      open.add(level.element());
    }
    List<Waypoint> all = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      int here = i;
      open.removeIf(context -> lastOf.getOrDefault(context, -1) < here);
      all.add(
          new Waypoint(
              i == count ? null : name(i),
              open.stream().map(context -> plan.name(context)).toList(),
              entered[i] < 0 ? null : name(entered[i])));
      if (i < count && steps.get(i).kind() == Step.Kind.OPEN) {
        open(steps.get(i).element(), open);
      }
    }
    return all;
  }

  private static void open(int context, List<Integer> open) {
    if (context != FlowPlan.RUN) {
      open.add(context);
    }
  }

  private @Nullable String name(int index) {
    Step step = steps.get(index);
    if (step.kind() == Step.Kind.EMIT) {
      return Waypoint.SINK;
    }
    if (step.element() == FlowPlan.RUN || step.kind() == Step.Kind.RELEASE) {
      return null;
    }
    Element element = plan.elements().get(step.element());
    return element.isOfFlow() ? Waypoint.SINK : element.name();
  }

  /** Finds the last of the steps that close each context. */
  private Map<Integer, Integer> lastSteps() {
    Map<Integer, Integer> lastOf = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      switch (step.kind()) {
        // A group is closed in a level of its own.
        case OPEN, OPENED ->
            lastOf.put(step.element(), plan.isGroup(step.element()) ? steps.size() - 1 : i);
        case FLUSH, CLOSE -> lastOf.put(step.element(), i);
        case FINISH -> lastOf.put(plan.sites().get(step.element()).context(), i);
        case KEY,
            BREAK,
            CALL,
            FORK,
            RELEASE,
            CONSUME,
            FILTER,
            ENTER,
            SUBFLOW,
            AHEAD,
            START,
            FINISHED,
            ADD,
            FULL,
            PASS,
            OUTPUT,
            EMIT -> {}
      }
    }
    return lastOf;
  }

  /** Finds for each step the last one that enters something and goes on at it; -1 if none does. */
  private int[] entered() {
    int[] entered = new int[steps.size() + 1];
    Arrays.fill(entered, -1);
    for (int i = 0; i < steps.size(); i++) {
      int next = goesOn(i);
      if (next >= 0) {
        entered[next] = i;
      }
    }
    return entered;
  }

  /** Where a step goes on after the levels that it has entered; -1 if it enters none. */
  private int goesOn(int index) {
    Step step = steps.get(index);
    return switch (step.kind()) {
      case BREAK, ENTER, SUBFLOW, AHEAD -> index + 1;
      case PASS, EMIT -> step.end();
      case FINISH -> step.entersLevel() ? step.end() : -1;
      case KEY,
          OPEN,
          OPENED,
          CALL,
          FORK,
          RELEASE,
          CONSUME,
          FILTER,
          START,
          FINISHED,
          ADD,
          FULL,
          FLUSH,
          CLOSE,
          OUTPUT ->
          -1;
    };
  }
}
