package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.Sources;
import dev.stageflow.internal.value.Values;
import java.lang.Comparable;
import java.lang.Exception;
import java.lang.Iterable;
import java.lang.Override;
import java.lang.Throwable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Largest}, from {@code Collection<? extends T>} to {@code T}.
 *
 * <ol>
 *   <li>{@code all} gives any number of {@code T} for each item
 *   <li>{@code gather} gathers all items of the run into {@code T}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["Collection#lt;? extends T#gt;"])
 *   stage0[["all"]]
 *   stage1[("gather")]
 *   input --> stage0
 *   stage0 -- "T" --> stage1
 *   output(["output"])
 *   stage1 -- "T" --> output
 * }</pre>
 *
 * @param <T> that of the definition
 * @see Largest#all
 * @see Largest#gather
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class LargestFlow<T extends Comparable<? super T>>
    extends AbstractFlow<Collection<? extends T>, T> {
  private final Definitions<Largest<T>> definitions;

  private LargestFlow(Definitions<Largest<T>> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param <T> that of the definition
   * @param definition has the stages
   * @return the flow
   */
  public static <T extends Comparable<? super T>> LargestFlow<T> of(Largest<T> definition) {
    return new LargestFlow<>(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @param <T> that of the definition
   * @return the flow
   */
  public static <T extends Comparable<? super T>> LargestFlow<T> create() {
    return of(new Largest<T>());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param <T> that of the definition
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static <T extends Comparable<? super T>> LargestFlow<T> perRun(
      Supplier<? extends Largest<T>> definitions) {
    return new LargestFlow<>(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public LargestFlow<T> using(FlowOptions options) {
    return new LargestFlow<>(definitions, options);
  }

  @Override
  public void run(Collection<? extends T> items) {
    runHere(items);
  }

  @Override
  public List<T> collect(Collection<? extends T> items) {
    return collectHere(items);
  }

  @Override
  public <R> R collect(Collection<? extends T> items, Collector<? super T, ?, R> collector) {
    return collectHere(items, collector);
  }

  @Override
  public T single(Collection<? extends T> items) {
    return singleHere(items);
  }

  @Override
  protected Frame begin(Collection<? extends T> items, Sink<? super T> sink) {
    return definitions.begin(stages -> new RunFrame<T>(stages, items, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Largest", "Collection<? extends T>", List.of(
        new FlowDescription.Stage("all", FlowDescription.Kind.SEQUENCE, "T", false, null),
        new FlowDescription.Stage("gather", FlowDescription.Kind.ACCUMULATE, "T", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame<T extends Comparable<? super T>> extends Frame {
    private static final int OPEN_RUN = 0;
    private static final int ALL = 1;
    private static final int FINISH_GATHER = 2;
    private static final int EMIT = 3;
    private static final int END = 4;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("all"),
      Waypoint.at("gather").after("all"),
      Waypoint.at("sink"),
      Waypoint.NONE.after("sink")
    };

    private final Largest<T> stages;
    private final Sink<? super T> sink;
    private final AllFrame<T> allFrame;
    private Collection<? extends T> items;
    private T gather;
    private List<T> gatherBucket;
    private boolean gatherBucketFilled;
    private int step;

    RunFrame(Largest<T> stages, Collection<? extends T> items, Sink<? super T> sink) {
      this.stages = stages;
      this.items = items;
      this.sink = sink;
      allFrame = new AllFrame<T>(this);
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (resume(stack)) {
        return budget;
      }
      stack.pop(this);
      close();
      return budget - 1;
    }

    /**
     * Takes the item in hand through its remaining steps.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == OPEN_RUN) {
        gatherBucket = new ArrayList<>();
        gatherBucketFilled = false;
        step = ALL;
      }
      if (step == ALL) {
        Iterable<? extends T> source = stages.all(items);
        step = FINISH_GATHER;
        if (source != null) {
          allFrame.enter(stack, source);
          return true;
        }
        stack.dropped("all");
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == FINISH_GATHER) {
        if (gatherBucketFilled) {
          gather = Values.orNull(stages.largest(gatherBucket));
          gatherBucket = null;
          step = gather == null ? END : EMIT;
        } else {
          step = END;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(gather);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      items = null;
      gather = null;
      gatherBucket = null;
    }

    @Override
    protected Position position() {
      return Position.of(Largest.class, "input", items, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code all}. */
  private static final class AllFrame<T extends Comparable<? super T>> extends Frame {
    private static final int NEXT = 0;
    private static final int GATHER = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("gather")
    };

    private final Largest<T> stages;
    private final RunFrame<T> runFrame;
    private Iterable<? extends T> source;
    private Iterator<? extends T> iterator;
    private long taken;
    private T item;
    private int step;

    AllFrame(RunFrame<T> runFrame) {
      stages = runFrame.stages;
      this.runFrame = runFrame;
    }

    /** Starts to walk what {@code all} returned. */
    void enter(FlowStack stack, Iterable<? extends T> source) {
      this.source = source;
      stack.push(this);
      taken = 0;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (step != NEXT && (resume(stack) || stack.isHalted())) {
        return budget;
      }
      if (source == null) {
        end(stack);
        return budget;
      }
      if (iterator != null || !Sources.isShort(source, budget)) {
        return runIterator(stack, budget);
      }
      List<T> gatherBucket = runFrame.gatherBucket;
      boolean gatherBucketFilled = runFrame.gatherBucketFilled;
      Iterator<? extends T> iterator = source.iterator();
      int left = budget;
      try {
        while (iterator.hasNext()) {
          T item = iterator.next();
          left--;
          if (item == null) {
            continue;
          }
          try {
            stages.gather(gatherBucket, item);
            gatherBucketFilled = true;
            if (stack.isHalted()) {
              this.item = item;
              this.iterator = iterator;
              break;
            }
          } catch (Throwable failure) {
            this.item = item;
            step = GATHER;
            this.iterator = iterator;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.gatherBucket = gatherBucket;
        runFrame.gatherBucketFilled = gatherBucketFilled;
      }
      if (this.iterator == null) {
        end(stack);
      }
      return left;
    }

    /**
     * The same loop for a source that may last longer than the slice: its iterator is
     * kept in a field, which a short list need not pay for.
     */
    private int runIterator(FlowStack stack, int budget) throws Exception {
      if (iterator == null) {
        iterator = source.iterator();
      }
      List<T> gatherBucket = runFrame.gatherBucket;
      boolean gatherBucketFilled = runFrame.gatherBucketFilled;
      Iterator<? extends T> iterator = this.iterator;
      int left = budget;
      try {
        while (left > 0) {
          if (!iterator.hasNext()) {
            end(stack);
            break;
          }
          T item = iterator.next();
          left--;
          if (item == null) {
            if (stack.isHalted()) {
              break;
            }
            continue;
          }
          if (stack.isHalted()) {
            this.item = item;
            step = GATHER;
            break;
          }
          try {
            stages.gather(gatherBucket, item);
            gatherBucketFilled = true;
            if (stack.isHalted()) {
              this.item = item;
              break;
            }
          } catch (Throwable failure) {
            this.item = item;
            step = GATHER;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.gatherBucket = gatherBucket;
        runFrame.gatherBucketFilled = gatherBucketFilled;
      }
      return left;
    }

    /**
     * Takes the item in hand through its remaining steps, after a pause or the end of a slice.
     * The loop calls the same stages for all other items: without tests of the step it is faster.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == GATHER) {
        stages.gather(runFrame.gatherBucket, item);
        runFrame.gatherBucketFilled = true;
        step = NEXT;
      }
      return false;
    }

    /** Leaves the stack and closes the source. */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      close();
    }

    @Override
    protected void endSource() throws Exception {
      Iterable<? extends T> closing = source;
      source = null;
      Iterator<? extends T> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      item = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Largest.class, "all", source, taken, item, WAYPOINTS, step);
    }
  }
}
