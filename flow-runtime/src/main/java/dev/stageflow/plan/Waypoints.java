package dev.stageflow.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out what to tell of a level's steps. */
final class Waypoints {
  private final FlowPlan plan;
  private final List<Step> steps;

  Waypoints(FlowPlan plan, Level level) {
    this.plan = plan;
    this.steps = level.steps();
  }

  List<Waypoint> all() {
    List<Waypoint> all = new ArrayList<>();
    for (int i = 0; i <= steps.size(); i++) {
      all.add(new Waypoint(i == steps.size() ? null : name(i), contexts(i), after(i)));
    }
    return all;
  }

  private @Nullable String name(int index) {
    Step step = steps.get(index);
    if (step.kind() == Step.Kind.EMIT) {
      return Waypoint.SINK;
    }
    return step.element() == FlowPlan.RUN ? null : plan.elements().get(step.element()).name();
  }

  /** The contexts that are open between what opens them and the last of what closes them. */
  private List<String> contexts(int index) {
    return IntStream.range(0, index)
        .filter(open -> steps.get(open).kind() == Step.Kind.OPEN)
        .map(open -> steps.get(open).element())
        .filter(context -> context != FlowPlan.RUN && index <= lastOf(context))
        .mapToObj(context -> plan.elements().get(context).name())
        .toList();
  }

  private int lastOf(int context) {
    return IntStream.range(0, steps.size()).filter(i -> closes(i, context)).max().orElse(-1);
  }

  private boolean closes(int index, int context) {
    Step step = steps.get(index);
    return switch (step.kind()) {
      case FLUSH, CLOSE -> step.element() == context;
      case FINISH -> plan.accumulatesIn(context).contains(step.element());
      case OPEN, CALL, CONSUME, FILTER, ENTER, SUBFLOW, FINISHED, ADD, FULL, PASS, EMIT -> false;
    };
  }

  /** What was entered by the step that goes on at this one, if it entered anything. */
  private @Nullable String after(int index) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (index == goesOn(i)) {
        return name(i);
      }
    }
    return null;
  }

  /** Where a step goes on after the levels that it has entered; -1 if it enters none. */
  private int goesOn(int index) {
    Step step = steps.get(index);
    return switch (step.kind()) {
      case ENTER, SUBFLOW -> index + 1;
      case PASS, EMIT -> step.end();
      case FINISH -> step.entersLevel() ? step.end() : -1;
      case OPEN, CALL, CONSUME, FILTER, FINISHED, ADD, FULL, FLUSH, CLOSE -> -1;
    };
  }
}
