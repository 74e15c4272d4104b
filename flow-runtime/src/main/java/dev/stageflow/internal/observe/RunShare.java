package dev.stageflow.internal.observe;

import dev.stageflow.FlowProgress;
import dev.stageflow.internal.frame.Reached;
import dev.stageflow.internal.frame.Reached.Flight;
import dev.stageflow.internal.position.Position;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How much of a run is done, by its levels: that of each is a part of the one outside of it. */
final class RunShare {
  private final Function<Position, FlowProgress.Level> levels;

  /**
   * For one moment of a run.
   *
   * @param levels gives the progress of a level
   */
  RunShare(Function<Position, FlowProgress.Level> levels) {
    this.levels = levels;
  }

  /**
   * Returns how much is done.
   *
   * @param reached where the frames are, innermost first
   * @return from 0 to 1; empty if it is not known
   */
  OptionalDouble of(List<Reached> reached) {
    OptionalDouble inner = OptionalDouble.empty();
    boolean underWay = false;
    int i = 0;
    while (i < reached.size()) {
      Reached level = reached.get(i++);
      Position position = level.position();
      underWay |= position.at() != null;
      double rest = underWay ? 1 - inner.orElse(0) : 0;
      Flight flight = level.flight();
      if (flight != null) {
        inner = of(flight, rest, reached.subList(i, i + flight.ahead()));
        i += flight.ahead();
      } else if (position.origin() != null) {
        inner = of(levels.apply(position), rest);
      }
      // A level that takes one item alone has done as much as the one inside of it.
      underWay = true;
    }
    return inner;
  }

  /** Of a source that does not count its items, all are taken to be equally large so far. */
  private static OptionalDouble of(FlowProgress.Level level, double rest) {
    if (level.size().isEmpty() || level.items() == 0) {
      return level.size().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0);
    }
    double done = level.position() * (level.items() - rest) / level.items();
    return OptionalDouble.of(bounded(done / Math.max(1, level.size().getAsLong())));
  }

  /** Of the items that were started ahead, as many are done as have gone on. */
  private OptionalDouble of(Flight flight, double rest, List<Reached> ahead) {
    OptionalDouble started = flight.hasEnded() ? OptionalDouble.of(1) : of(ahead);
    if (started.isEmpty()) {
      return started;
    }
    double done = flight.added() - flight.inFlight() - rest;
    for (List<Reached> flow : flight.flows()) {
      done += of(flow).orElse(0);
    }
    return OptionalDouble.of(bounded(started.getAsDouble() * done / Math.max(1, flight.added())));
  }

  private static double bounded(double share) {
    return Math.min(1, Math.max(0, share));
  }
}
