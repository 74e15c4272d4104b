package dev.stageflow.internal.observe;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun.State;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Reached;
import dev.stageflow.internal.frame.StageCounts.Count;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.source.Sources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, written after each slice from when somebody has asked. For the thread
 * that makes the slice, where nothing else is said.
 */
public final class ProgressBoard {
  private static final FlowProgress UNKNOWN =
      new FlowProgress(List.of(), OptionalDouble.empty(), 0, 0, 0, List.of());

  /** When the run was started. */
  private final long started;

  /** How many outputs it has given. */
  private final LongSupplier outputs;

  private final Supplier<FlowDescription> flow;

  /** The flow's stages, in order; empty until they are asked for. */
  private List<String> names = List.of();

  /** The sources that were asked for their sizes last, and what they said. */
  private IdentityHashMap<Object, KnownSize> sources = new IdentityHashMap<>();

  /** The innermost sequence so far, and how deep inside of others it was. */
  private @Nullable String innermost;

  private int depth;

  /** Since when items are counted; null while they are not. */
  private @Nullable Long counting;

  /** How many items of each stage had been taken then. */
  private final Map<String, Long> before = new LinkedHashMap<>();

  /** Volatile, as the reasons of signals must be. */
  private volatile boolean asked;

  private volatile @Nullable FlowProgress latest;

  /** How much of a source had been taken at last, and its size. */
  private record KnownSize(long taken, OptionalLong size) {}

  ProgressBoard(long started, LongSupplier outputs, Supplier<FlowDescription> flow) {
    this.started = started;
    this.outputs = outputs;
    this.flow = flow;
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

  /** Has items counted, if anybody has asked: stages are about to be called. */
  public void begin(FlowStack stack) {
    if (asked) {
      try {
        count(stack);
      } catch (Throwable unable) {
        // The update after the stages tries again, and reports what it is.
      }
    }
  }

  private void count(FlowStack stack) {
    if (counting != null) {
      return;
    }
    if (stack.countsItems()) {
      counting = started;
      return;
    }
    counting = stack.clock().nanoTime();
    stack.countItems();
    List<Reached> reached = stack.reached();
    if (reached != null) {
      addTaken(reached, before);
    }
  }

  /**
   * Writes how far the run has come, if anybody has asked. Throws nothing.
   *
   * @param stack the run's stack
   * @param ending how the run ends, from when its closing begins; its frames are then not asked, so
   *     that any thread may call this once it is over
   */
  public synchronized void update(FlowStack stack, @Nullable Ending ending) {
    if (!asked) {
      return;
    }
    try {
      latest = ending == null ? underWay(stack) : ended(stack, ending);
    } catch (Throwable unable) {
      Failures.report(unable);
      latest = latest();
    }
  }

  private FlowProgress underWay(FlowStack stack) {
    count(stack);
    List<Reached> innermostFirst = stack.reached();
    if (innermostFirst == null) {
      return latest();
    }
    IdentityHashMap<Object, KnownSize> known = sources;
    sources = new IdentityHashMap<>();
    List<FlowProgress.Level> levels = new ArrayList<>();
    for (Reached reached : innermostFirst) {
      levels.add(level(reached.position(), known));
    }
    Collections.reverse(levels);
    note(innermostFirst);
    Map<String, Long> open = new LinkedHashMap<>();
    addTaken(innermostFirst, open);
    OptionalDouble share = new RunShare(position -> level(position, known)).of(innermostFirst);
    return progress(stack, levels, notLess(share), open);
  }

  private FlowProgress ended(FlowStack stack, Ending ending) {
    sources = new IdentityHashMap<>();
    FlowProgress last = latest();
    boolean isWhole = ending.state() == State.COMPLETED;
    if (counting == null) {
      // It has ended, nobody knows when.
      List<FlowProgress.Stage> stages = stages(stack, Map.of());
      OptionalDouble share = isWhole ? OptionalDouble.of(1) : last.share();
      return new FlowProgress(last.levels(), share, 0, outputs.getAsLong(), 0, stages);
    }
    return isWhole
        ? progress(stack, List.of(), OptionalDouble.of(1), Map.of())
        : new FlowProgress(
            last.levels(),
            last.share(),
            last.itemsPerSecond(),
            outputs.getAsLong(),
            last.outputsPerSecond(),
            stages(stack, Map.of()));
  }

  private FlowProgress progress(
      FlowStack stack,
      List<FlowProgress.Level> levels,
      OptionalDouble share,
      Map<String, Long> open) {
    long now = stack.clock().nanoTime();
    long given = outputs.getAsLong();
    List<FlowProgress.Stage> stages = stages(stack, open);
    return new FlowProgress(
        levels, share, rate(stages, now), given, perSecond(given, now - started), stages);
  }

  private OptionalDouble notLess(OptionalDouble share) {
    OptionalDouble last = latest().share();
    return share.isPresent() && last.isPresent() && last.getAsDouble() > share.getAsDouble()
        ? last
        : share;
  }

  private FlowProgress.Level level(Position position, IdentityHashMap<Object, KnownSize> known) {
    Object origin = position.origin();
    OptionalLong size = origin == null ? OptionalLong.empty() : size(origin, position, known);
    return new FlowProgress.Level(
        position.source(),
        position.taken(),
        Sources.position(origin, position.taken()),
        size,
        position.inFlight());
  }

  /** Asks a collection once for each walk, as to count may take long. */
  private OptionalLong size(
      Object origin, Position position, IdentityHashMap<Object, KnownSize> known) {
    KnownSize now = sources.get(origin);
    if (now == null) {
      KnownSize last = known.get(origin);
      boolean mayChange = origin instanceof RandomAccess || origin instanceof FlowIterator<?>;
      now =
          last == null || mayChange || position.taken() < last.taken
              ? new KnownSize(position.taken(), sizeInAll(origin, position))
              : new KnownSize(position.taken(), last.size);
      sources.put(origin, now);
    }
    return now.size;
  }

  /** Of a sequence that gives the rest of its items, those taken before belong to it as well. */
  private static OptionalLong sizeInAll(Object origin, Position position) {
    OptionalLong size =
        position.size() < 0 ? Sources.size(origin) : OptionalLong.of(position.size());
    boolean isNumber = Sources.position(origin, -1) < 0;
    return isNumber && size.isPresent()
        ? OptionalLong.of(position.takenBefore() + size.getAsLong())
        : size;
  }

  /** Remembers the innermost sequence, which the run may not be in the next time. */
  private void note(List<Reached> innermostFirst) {
    int deep = 0;
    String inner = null;
    for (Reached reached : innermostFirst) {
      if (reached.position().origin() != null) {
        inner = inner == null ? reached.position().source() : inner;
        deep++;
      }
    }
    if (deep >= depth && inner != null) {
      depth = deep;
      innermost = inner;
    }
  }

  private static void addTaken(List<Reached> reached, Map<String, Long> taken) {
    for (Reached one : reached) {
      Position position = one.position();
      if (position.origin() != null) {
        taken.merge(position.source(), position.taken(), Long::sum);
      }
      if (one.flight() != null) {
        one.flight().flows().forEach(flow -> addTaken(flow, taken));
      }
    }
  }

  /** Lists the stages of the flow in their order, and then those of others that it runs. */
  private List<FlowProgress.Stage> stages(FlowStack stack, Map<String, Long> open) {
    if (names.isEmpty()) {
      names = flow.get().stages().stream().map(FlowDescription.Stage::name).toList();
    }
    Map<String, FlowProgress.Stage> stages = new LinkedHashMap<>();
    for (Count count : stack.counts().all()) {
      stages.put(count.stage(), stage(count, open.getOrDefault(count.stage(), 0L)));
    }
    open.forEach(
        (stage, taken) ->
            stages.computeIfAbsent(stage, name -> new FlowProgress.Stage(name, taken, 0, 0, 0)));
    List<FlowProgress.Stage> sorted = new ArrayList<>();
    for (String name : names) {
      FlowProgress.Stage stage = stages.remove(name);
      if (stage != null) {
        sorted.add(stage);
      }
    }
    sorted.addAll(stages.values());
    return sorted;
  }

  private static FlowProgress.Stage stage(Count count, long taken) {
    return new FlowProgress.Stage(
        count.stage(), count.items() + taken, count.dropped(), count.retries(), count.recoveries());
  }

  private double rate(List<FlowProgress.Stage> stages, long now) {
    for (FlowProgress.Stage stage : stages) {
      if (stage.name().equals(innermost) && counting != null) {
        return perSecond(stage.items() - before.getOrDefault(innermost, 0L), now - counting);
      }
    }
    return 0;
  }

  private static double perSecond(long count, long nanos) {
    return nanos > 0 ? count * 1e9 / nanos : 0;
  }
}
