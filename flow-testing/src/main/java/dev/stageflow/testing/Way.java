package dev.stageflow.testing;

import dev.stageflow.FlowTrace;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a run has been, step by step. Two places are the same if the same stages have taken as many
 * items; what the items look like is not compared, because not every {@code toString} is
 * repeatable.
 */
final class Way {
  private final List<FlowTrace> places = new ArrayList<>();

  /** Adds a place, unless it is nowhere, or where the run has just been. */
  void add(FlowTrace place) {
    if (!place.levels().isEmpty() && (places.isEmpty() || !isSame(place, last()))) {
      places.add(place);
    }
  }

  /** Tells how many places there are. */
  int length() {
    return places.size();
  }

  /** Gives the last place; nowhere if there is none. */
  FlowTrace last() {
    return at(places.size() - 1);
  }

  /** Gives a place, counted from 0; nowhere if there is no such place. */
  FlowTrace at(int index) {
    return index >= 0 && index < places.size() ? places.get(index) : new FlowTrace(List.of());
  }

  /** Finds the first place at which two ways part, counted from 0; -1 if they are the same. */
  int partsFrom(Way other) {
    int longest = Math.max(places.size(), other.places.size());
    for (int i = 0; i < longest; i++) {
      if (!isSame(at(i), other.at(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(FlowTrace one, FlowTrace other) {
    return withoutItems(one).equals(withoutItems(other));
  }

  private static List<FlowTrace.Level> withoutItems(FlowTrace trace) {
    return trace.levels().stream()
        .map(level -> new FlowTrace.Level(level.stage(), level.items(), null, level.at()))
        .toList();
  }
}
