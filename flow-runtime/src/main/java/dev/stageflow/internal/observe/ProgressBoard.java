package dev.stageflow.internal.observe;

import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun.State;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Position;
import dev.stageflow.internal.source.Sources;
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
public final class ProgressBoard {
  private static final FlowProgress UNKNOWN =
      new FlowProgress(List.of(), 0, OptionalDouble.empty());
  private static final FlowProgress DONE = new FlowProgress(List.of(), 0, OptionalDouble.of(1));

  /** When the run was started. */
  private final long started;

  /** The sources that were asked for their sizes last, by their levels, and what they said. */
  private final List<Source> sources = new ArrayList<>();

  /** Volatile, as the reasons of signals must be. */
  private volatile boolean asked;

  private volatile @Nullable FlowProgress latest;

  /** A source, how much of it had been taken at last, and its size. */
  private record Source(@Nullable Object object, long taken, OptionalLong size) {

    static Source of(Position position) {
      return new Source(position.origin(), position.taken(), Sources.size(position.origin()));
    }

    /**
     * Returns the same source again: its size is asked once for each walk, as to count may take
     * long.
     */
    Source at(Position position) {
      boolean walkedAnew = object != position.origin() || position.taken() < taken;
      return walkedAnew || object instanceof RandomAccess
          ? of(position)
          : new Source(object, position.taken(), size);
    }
  }

  ProgressBoard(long started) {
    this.started = started;
  }

  /** Returns whether somebody has asked who has not been answered. For all threads. */
  public boolean isDue() {
    return asked && latest == null;
  }

  /** Has the next slices write. For all threads. */
  public void ask() {
    asked = true;
  }

  /** Returns what was written last. For all threads. */
  public FlowProgress latest() {
    FlowProgress known = latest;
    return known == null ? UNKNOWN : known;
  }

  /**
   * Writes how far the run has come, if anybody has asked. Throws nothing.
   *
   * @param stack the run's stack
   * @param clock gives the time, in nanoseconds
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
      List<Position> positions = stack.positions();
      return positions == null ? latest() : progress(positions, clock.getAsLong());
    } catch (Throwable unable) {
      Failures.report(unable);
      return latest();
    }
  }

  private FlowProgress progress(List<Position> innermostFirst, long now) {
    List<Position> positions = new ArrayList<>(innermostFirst);
    Collections.reverse(positions);
    List<FlowProgress.Level> levels = new ArrayList<>();
    if (sources.size() > positions.size()) {
      sources.subList(positions.size(), sources.size()).clear();
    }
    for (Position position : positions) {
      levels.add(
          new FlowProgress.Level(
              position.source(),
              position.taken(),
              size(levels.size(), position),
              position.inFlight()));
    }
    return new FlowProgress(levels, rate(positions, now), share(positions, levels));
  }

  private OptionalLong size(int level, Position position) {
    if (level == sources.size()) {
      sources.add(Source.of(position));
    } else {
      sources.set(level, sources.get(level).at(position));
    }
    return sources.get(level).size();
  }

  private double rate(List<Position> positions, long now) {
    long nanos = now - started;
    for (Position position : positions) {
      if (position.origin() != null) {
        return nanos > 0 ? position.taken() * 1e9 / nanos : 0;
      }
    }
    return 0;
  }

  /** A level that takes one item alone has done as much as the one inside it. */
  private static OptionalDouble share(List<Position> positions, List<FlowProgress.Level> levels) {
    OptionalDouble inner = OptionalDouble.empty();
    for (int i = positions.size() - 1; i >= 0; i--) {
      if (positions.get(i).origin() != null) {
        boolean underWay = i < positions.size() - 1 || positions.get(i).at() != null;
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
