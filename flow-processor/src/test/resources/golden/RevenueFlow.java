package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractKeyedFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.flow.Kept;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.Sources;
import java.lang.Exception;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Revenue}, from {@code Revenue.Order} to {@code String}.
 *
 * <ol>
 *   <li>{@code lines} gives any number of {@code Revenue.Line} for each item
 *   <li>{@code add} gathers all items of the run into {@code long}
 *   <li>{@code total} makes {@code String} of each item
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["Revenue.Order"])
 *   stage0[["lines"]]
 *   stage1[("add")]
 *   stage2["total"]
 *   input --> stage0
 *   stage0 -- "Revenue.Line" --> stage1
 *   stage1 -- "long" --> stage2
 *   output(["output"])
 *   stage2 -- "String" --> output
 * }</pre>
 *
 * @see Revenue#lines
 * @see Revenue#add
 * @see Revenue#total
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class RevenueFlow extends AbstractKeyedFlow<Revenue.Order, Long, String> {
  private final Definitions<Revenue> definitions;

  private RevenueFlow(Definitions<Revenue> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static RevenueFlow of(Revenue definition) {
    return new RevenueFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static RevenueFlow create() {
    return of(new Revenue());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static RevenueFlow perRun(Supplier<? extends Revenue> definitions) {
    return new RevenueFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public RevenueFlow using(FlowOptions options) {
    return new RevenueFlow(definitions, options);
  }

  @Override
  public void run(Revenue.Order order) {
    runHere(order);
  }

  @Override
  public List<String> collect(Revenue.Order order) {
    return collectHere(order);
  }

  @Override
  public <R> R collect(Revenue.Order order, Collector<? super String, ?, R> collector) {
    return collectHere(order, collector);
  }

  @Override
  public String single(Revenue.Order order) {
    return singleHere(order);
  }

  @Override
  protected Frame begin(Revenue.Order order, Kept<Long> kept, Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, order, kept, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Revenue", "Revenue.Order", List.of(
        new FlowDescription.Stage("lines", FlowDescription.Kind.SEQUENCE, "Revenue.Line", false,
            null),
        new FlowDescription.Stage("add", FlowDescription.Kind.ACCUMULATE, "long", false, null),
        new FlowDescription.Stage("total", FlowDescription.Kind.FUNCTION, "String", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int OPEN_RUN = 0;
    private static final int LINES = 1;
    private static final int FINISH_ADD = 2;
    private static final int TOTAL = 3;
    private static final int EMIT = 4;
    private static final int END = 5;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("lines"),
      Waypoint.at("add").after("lines"),
      Waypoint.at("total"),
      Waypoint.at("sink"),
      Waypoint.NONE.after("sink")
    };

    private final Revenue stages;
    private final Sink<? super String> sink;
    private final Kept<Long> kept;
    private final LinesFrame linesFrame;
    private Revenue.Order order;
    private long sum;
    private String total;
    private long addBucket;
    private boolean addBucketFilled;
    private int step;

    RunFrame(Revenue stages, Revenue.Order order, Kept<Long> kept, Sink<? super String> sink) {
      this.stages = stages;
      this.order = order;
      this.kept = kept;
      this.sink = sink;
      linesFrame = new LinesFrame(this);
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
        if (kept.isGiven()) {
          addBucket = kept.take();
          addBucketFilled = true;
          step = kept.isKeeping() ? LINES : FINISH_ADD;
        } else {
          addBucket = 0L;
          addBucketFilled = false;
          step = LINES;
        }
      }
      if (step == LINES) {
        List<Revenue.Line> source = stages.lines(order);
        step = FINISH_ADD;
        if (source != null) {
          linesFrame.enter(stack, source);
          return true;
        }
        stack.dropped("lines");
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == FINISH_ADD) {
        if (addBucketFilled && kept.isKeeping()) {
          kept.keep(addBucket);
          step = END;
        } else if (addBucketFilled) {
          sum = addBucket;
          step = TOTAL;
        } else {
          step = END;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == TOTAL) {
        total = stages.total(sum, order);
        if (total == null) {
          stack.dropped("total");
          step = END;
        } else {
          step = EMIT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(total);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      order = null;
      total = null;
    }

    @Override
    protected Position position() {
      return Position.of(Revenue.class, "input", order, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code lines}. */
  private static final class LinesFrame extends Frame {
    private static final int NEXT = 0;
    private static final int ADD = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("add")
    };

    private final Revenue stages;
    private final RunFrame runFrame;
    private List<Revenue.Line> source;
    private Iterator<Revenue.Line> iterator;
    private long taken;
    private Revenue.Line line;
    private int step;

    LinesFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      this.runFrame = runFrame;
    }

    /** Starts to walk what {@code lines} returned. */
    void enter(FlowStack stack, List<Revenue.Line> source) {
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
      long addBucket = runFrame.addBucket;
      boolean addBucketFilled = runFrame.addBucketFilled;
      Iterator<Revenue.Line> iterator = source.iterator();
      int left = budget;
      try {
        while (iterator.hasNext()) {
          Revenue.Line line = iterator.next();
          left--;
          if (line == null) {
            continue;
          }
          try {
            addBucket = stages.add(addBucket, line);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.line = line;
              this.iterator = iterator;
              break;
            }
          } catch (Throwable failure) {
            this.line = line;
            step = ADD;
            this.iterator = iterator;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.addBucket = addBucket;
        runFrame.addBucketFilled = addBucketFilled;
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
      long addBucket = runFrame.addBucket;
      boolean addBucketFilled = runFrame.addBucketFilled;
      Iterator<Revenue.Line> iterator = this.iterator;
      int left = budget;
      try {
        while (left > 0) {
          if (!iterator.hasNext()) {
            end(stack);
            break;
          }
          Revenue.Line line = iterator.next();
          left--;
          if (line == null) {
            if (stack.isHalted()) {
              break;
            }
            continue;
          }
          if (stack.isHalted()) {
            this.line = line;
            step = ADD;
            break;
          }
          try {
            addBucket = stages.add(addBucket, line);
            addBucketFilled = true;
            if (stack.isHalted()) {
              this.line = line;
              break;
            }
          } catch (Throwable failure) {
            this.line = line;
            step = ADD;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
        runFrame.addBucket = addBucket;
        runFrame.addBucketFilled = addBucketFilled;
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
      if (step == ADD) {
        runFrame.addBucket = stages.add(runFrame.addBucket, line);
        runFrame.addBucketFilled = true;
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
      List<Revenue.Line> closing = source;
      source = null;
      Iterator<Revenue.Line> walking = iterator;
      iterator = null;
      Sources.close(closing, walking);
    }

    @Override
    protected void close() throws Exception {
      line = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Revenue.class, "lines", source, taken, line, WAYPOINTS, step);
    }
  }
}
