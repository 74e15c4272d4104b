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
import java.lang.Exception;
import java.lang.Long;
import java.lang.Math;
import java.lang.Override;
import java.lang.Throwable;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link SquareSum}, from {@code long[]} to {@code Long}.
 *
 * <ol>
 *   <li>{@code numbers} gives any number of {@code long} for each item
 *   <li>{@code odd} keeps or drops each item
 *   <li>{@code square} makes {@code long} of each item
 *   <li>{@code sum} gathers all items of the run into {@code long}
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["long[]"])
 *   stage0[["numbers"]]
 *   stage1{"odd"}
 *   stage2["square"]
 *   stage3[("sum")]
 *   input --> stage0
 *   stage0 -- "long" --> stage1
 *   stage1 -- "long" --> stage2
 *   stage2 -- "long" --> stage3
 *   output(["output"])
 *   stage3 -- "long" --> output
 * }</pre>
 *
 * @see SquareSum#numbers
 * @see SquareSum#odd
 * @see SquareSum#square
 * @see SquareSum#sum
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class SquareSumFlow extends AbstractFlow<long[], Long> {
  private final Definitions<SquareSum> definitions;

  private SquareSumFlow(Definitions<SquareSum> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static SquareSumFlow of(SquareSum definition) {
    return new SquareSumFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static SquareSumFlow create() {
    return of(new SquareSum());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static SquareSumFlow perRun(Supplier<? extends SquareSum> definitions) {
    return new SquareSumFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public SquareSumFlow using(FlowOptions options) {
    return new SquareSumFlow(definitions, options);
  }

  @Override
  public void run(long[] numbers) {
    runHere(numbers);
  }

  @Override
  public List<Long> collect(long[] numbers) {
    return collectHere(numbers);
  }

  @Override
  public <R> R collect(long[] numbers, Collector<? super Long, ?, R> collector) {
    return collectHere(numbers, collector);
  }

  @Override
  public Long single(long[] numbers) {
    return singleHere(numbers);
  }

  @Override
  protected Frame begin(long[] numbers, Sink<? super Long> sink) {
    return definitions.begin(stages -> new RunFrame(stages, numbers, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("SquareSum", "long[]", List.of(
        new FlowDescription.Stage("numbers", FlowDescription.Kind.SEQUENCE, "long", false, null),
        new FlowDescription.Stage("odd", FlowDescription.Kind.FILTER, "long", false, null),
        new FlowDescription.Stage("square", FlowDescription.Kind.FUNCTION, "long", false, null),
        new FlowDescription.Stage("sum", FlowDescription.Kind.ACCUMULATE, "long", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int OPEN_RUN = 0;
    private static final int NUMBERS = 1;
    private static final int FINISH_SUM = 2;
    private static final int EMIT = 3;
    private static final int END = 4;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("numbers"),
      Waypoint.at("sum").after("numbers"),
      Waypoint.at("sink"),
      Waypoint.NONE.after("sink")
    };

    private final SquareSum stages;
    private final Sink<? super Long> sink;
    private final NumbersFrame numbersFrame;
    private long[] numbers;
    private long sum;
    private long sumBucket;
    private boolean sumBucketFilled;
    private int step;

    RunFrame(SquareSum stages, long[] numbers, Sink<? super Long> sink) {
      this.stages = stages;
      this.numbers = numbers;
      this.sink = sink;
      numbersFrame = new NumbersFrame(this);
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
        sumBucket = 0L;
        sumBucketFilled = false;
        step = NUMBERS;
      }
      if (step == NUMBERS) {
        long[] source = stages.numbers(numbers);
        step = FINISH_SUM;
        if (source != null) {
          numbersFrame.enter(stack, source);
          return true;
        }
        stack.dropped("numbers");
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == FINISH_SUM) {
        if (sumBucketFilled) {
          sum = sumBucket;
          step = EMIT;
        } else {
          step = END;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(sum);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      numbers = null;
    }

    @Override
    protected Position position() {
      return Position.of(SquareSum.class, "input", numbers, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code numbers}. */
  private static final class NumbersFrame extends Frame {
    private static final int NEXT = 0;
    private static final int ODD = 1;
    private static final int SQUARE = 2;
    private static final int SUM = 3;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE,
      Waypoint.at("odd"),
      Waypoint.at("square"),
      Waypoint.at("sum")
    };

    private final SquareSum stages;
    private final RunFrame runFrame;
    private long[] source;
    private int index;
    private long number;
    private long square;
    private int step;

    NumbersFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      this.runFrame = runFrame;
    }

    /** Starts to walk what {@code numbers} returned. */
    void enter(FlowStack stack, long[] source) {
      this.source = source;
      stack.push(this);
      index = 0;
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
      long sumBucket = runFrame.sumBucket;
      boolean sumBucketFilled = runFrame.sumBucketFilled;
      long[] source = this.source;
      int index = this.index;
      int first = index;
      int end = first + Math.min(source.length - first, budget);
      try {
        for (; index < end; index++) {
          long number = source[index];
          int at = ODD;
          try {
            if (!stages.odd(number)) {
              stack.dropped("odd");
              if (stack.isHalted()) {
                index++;
                break;
              }
              continue;
            }
            if (stack.isHalted()) {
              this.number = number;
              step = SQUARE;
              index++;
              break;
            }
            at = SQUARE;
            long square = stages.square(number);
            if (stack.isHalted()) {
              this.number = number;
              this.square = square;
              step = SUM;
              index++;
              break;
            }
            at = SUM;
            sumBucket = stages.sum(sumBucket, square);
            sumBucketFilled = true;
            if (stack.isHalted()) {
              this.number = number;
              index++;
              break;
            }
          } catch (Throwable failure) {
            this.number = number;
            step = at;
            index++;
            if (at > SQUARE) {
              stack.requireNoPause(failure);
            }
            throw failure;
          }
        }
      } finally {
        this.index = index;
        runFrame.sumBucket = sumBucket;
        runFrame.sumBucketFilled = sumBucketFilled;
      }
      if (step == NEXT && index >= source.length && (index == first || !stack.isHalted())) {
        end(stack);
      }
      return budget - (index - first);
    }

    /**
     * Takes the item in hand through its remaining steps, after a pause or the end of a slice.
     * The loop calls the same stages for all other items: without tests of the step it is faster.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == ODD) {
        if (stages.odd(number)) {
          step = SQUARE;
        } else {
          stack.dropped("odd");
          step = NEXT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == SQUARE) {
        square = stages.square(number);
        step = SUM;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == SUM) {
        runFrame.sumBucket = stages.sum(runFrame.sumBucket, square);
        runFrame.sumBucketFilled = true;
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
    protected void endSource() {
      source = null;
    }

    @Override
    protected void close() {
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(SquareSum.class, "numbers", source, index, number, WAYPOINTS, step);
    }
  }
}
