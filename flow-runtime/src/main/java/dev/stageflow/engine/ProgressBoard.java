package dev.stageflow.engine;

import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, written after each slice from when somebody has asked. For the thread
 * that makes the slice, where nothing else is said.
 */
final class ProgressBoard {
  private static final FlowProgress UNKNOWN =
      new FlowProgress(List.of(), 0, OptionalDouble.empty());
  private static final FlowProgress DONE = new FlowProgress(List.of(), 0, OptionalDouble.of(1));

  /** To walk a deeper recursion after each slice would take longer than the slice. */
  private static final int MOST_LEVELS = 256;

  /** When the run was started. */
  private final long started;

  /** The sources that were asked for their sizes last, by their levels, and what they said. */
  private final List<Source> sources = new ArrayList<>();

  /** Volatile, as the reasons of signals must be. */
  private volatile boolean asked;

  private volatile @Nullable FlowProgress latest;

  /** A source, how much of it had been taken at last, and its size. */
  private record Source(@Nullable Object object, long taken, OptionalLong size) {

    static Source of(Place place) {
      return new Source(place.origin(), place.taken(), Sources.size(place.origin()));
    }

    /**
     * Tells the same source again: its size is asked once for each walk, as to count may take long.
     */
    Source at(Place place) {
      boolean walkedAnew = object != place.origin() || place.taken() < taken;
      return walkedAnew || object instanceof RandomAccess
          ? of(place)
          : new Source(object, place.taken(), size);
    }
  }

  ProgressBoard(long started) {
    this.started = started;
  }

  /** Tells whether somebody has asked who has not been answered. For all threads. */
  boolean isDue() {
    return asked && latest == null;
  }

  /** Has the next slices write. For all threads. */
  void ask() {
    asked = true;
  }

  /** Tells what was written last. For all threads. */
  FlowProgress latest() {
    FlowProgress known = latest;
    return known == null ? UNKNOWN : known;
  }

  /**
   * Writes how far the run has come, if anybody has asked. Throws nothing.
   *
   * @param stack the run's stack
   * @param clock tells the time, in nanoseconds
   * @param ending how the run ends, from when its closing begins; the stack is then not asked, so
   *     that any thread may call this once it is over
   */
  synchronized void update(FlowStack stack, LongSupplier clock, @Nullable Ending ending) {
    if (!asked) {
      return;
    }
    if (ending == null) {
      latest = progress(stack, clock);
    } else {
      latest = ending.state() == State.COMPLETED ? DONE : latest();
      sources.clear();
    }
  }

  private FlowProgress progress(FlowStack stack, LongSupplier clock) {
    try {
      List<Place> places = stack.places(MOST_LEVELS);
      return places == null ? latest() : progress(places, clock.getAsLong());
    } catch (Throwable unable) {
      Failures.report(unable);
      return latest();
    }
  }

  private FlowProgress progress(List<Place> innermostFirst, long now) {
    List<Place> places = new ArrayList<>(innermostFirst);
    Collections.reverse(places);
    List<FlowProgress.Level> levels = new ArrayList<>();
    if (sources.size() > places.size()) {
      sources.subList(places.size(), sources.size()).clear();
    }
    for (Place place : places) {
      levels.add(new FlowProgress.Level(place.source(), place.taken(), size(levels.size(), place)));
    }
    return new FlowProgress(levels, rate(places, now), share(places, levels));
  }

  private OptionalLong size(int level, Place place) {
    if (level == sources.size()) {
      sources.add(Source.of(place));
    } else {
      sources.set(level, sources.get(level).at(place));
    }
    return sources.get(level).size();
  }

  private double rate(List<Place> places, long now) {
    long nanos = now - started;
    for (Place place : places) {
      if (place.origin() != null) {
        return nanos > 0 ? place.taken() * 1e9 / nanos : 0;
      }
    }
    return 0;
  }

  /** A level that takes one item alone has done as much as the one inside it. */
  private static OptionalDouble share(List<Place> places, List<FlowProgress.Level> levels) {
    OptionalDouble inner = OptionalDouble.empty();
    for (int i = places.size() - 1; i >= 0; i--) {
      if (places.get(i).origin() != null) {
        boolean underWay = i < places.size() - 1 || places.get(i).at() != null;
        inner = share(levels.get(i), underWay, inner.orElse(0));
      }
    }
    return inner;
  }

  private static OptionalDouble share(FlowProgress.Level level, boolean underWay, double inner) {
    if (level.size().isEmpty()) {
      return OptionalDouble.empty();
    }
    double done = underWay ? level.items() - 1 + inner : level.items();
    double size = Math.max(1, level.size().getAsLong());
    return OptionalDouble.of(Math.min(1, Math.max(0, done / size)));
  }
}
