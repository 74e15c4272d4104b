package dev.stageflow.testing;

import dev.stageflow.FlowTrace;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of a run through its levels, as far as it is the same however often the run pauses: which
 * item each level was at whenever no other level was on top. Where exactly a run stops on its way
 * from one such place to the next is its own business. What the items look like is not compared,
 * because not every {@code toString} is repeatable.
 */
final class Way {
  private final List<FlowTrace> places = new ArrayList<>();
  private FlowTrace last = new FlowTrace(List.of());
  private boolean hadInFlight;

  /** Adds where the run is, unless that is nowhere. */
  void add(FlowTrace place) {
    if (place.levels().isEmpty()) {
      return;
    }
    last = place;
    hadInFlight |= place.levels().stream().anyMatch(level -> !level.inFlight().isEmpty());
    FlowTrace before = at(places.size() - 1);
    if (leadsTo(before, place)) {
      if (!places.isEmpty()) {
        places.remove(places.size() - 1);
      }
      places.add(place);
    } else if (!leadsTo(place, before)) {
      places.add(place);
    }
  }

  /** Returns whether there was ever something in flight, which may overtake what else is done. */
  boolean hadInFlight() {
    return hadInFlight;
  }

  /** Returns the place that was added last; nowhere if there is none. */
  FlowTrace last() {
    return last;
  }

  /** Returns how many places there are. */
  int length() {
    return places.size();
  }

  /** Returns a place, counted from 0; nowhere if there is no such place. */
  FlowTrace at(int index) {
    return index >= 0 && index < places.size() ? places.get(index) : new FlowTrace(List.of());
  }

  /** Finds the first place at which two ways part, counted from 0; -1 if they are the same. */
  int partsFrom(Way other) {
    int longest = Math.max(places.size(), other.places.size());
    for (int i = 0; i < longest; i++) {
      if (!counts(at(i)).equals(counts(other.at(i)))) {
        return i;
      }
    }
    return -1;
  }

  /** Returns whether a place is another one, or has levels on top of it. */
  private static boolean leadsTo(FlowTrace place, FlowTrace deeper) {
    List<FlowTrace.Level> levels = counts(deeper);
    int depth = place.levels().size();
    return depth <= levels.size() && counts(place).equals(levels.subList(0, depth));
  }

  private static List<FlowTrace.Level> counts(FlowTrace trace) {
    return trace.levels().stream()
        .map(
            level ->
                new FlowTrace.Level(
                    level.stage(), level.items(), null, null, List.of(), null, 0, List.of()))
        .toList();
  }
}
