package shop;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowTrace;
import dev.stageflow.Sink;
import dev.stageflow.engine.AbstractFlow;
import dev.stageflow.engine.FlowIterators;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Frame;
import dev.stageflow.engine.Traces;
import dev.stageflow.function.StageFunction;
import dev.stageflow.interpreter.AddedStages;
import dev.stageflow.interpreter.DefinedStages;
import dev.stageflow.interpreter.SteppedFlow;
import dev.stageflow.interpreter.Value;
import java.util.List;
import java.util.Objects;
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
  private final Supplier<? extends SquareSum> definitions;

  /**
   * What is followed where stages were added, else null.
   */
  private final SteppedFlow<SquareSum, long[], Long> stepped;

  private SquareSumFlow(Supplier<? extends SquareSum> definitions,
      SteppedFlow<SquareSum, long[], Long> stepped) {
    this.definitions = definitions;
    this.stepped = stepped;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static SquareSumFlow of(SquareSum definition) {
    Objects.requireNonNull(definition, "definition");
    return new SquareSumFlow(() -> definition, null);
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
   * A flow each of whose runs has a definition of its own, which may hold state.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static SquareSumFlow perRun(Supplier<? extends SquareSum> definitions) {
    return new SquareSumFlow(Objects.requireNonNull(definitions, "definitions"), null);
  }

  /**
   * Adds stages to a flow for one case. All of its runs share a definition, which must not
   * change.
   *
   * @param definition has the stages
   * @return no additions yet
   */
  public static Additions with(SquareSum definition) {
    Objects.requireNonNull(definition, "definition");
    return withPerRun(() -> definition);
  }

  /**
   * Adds stages to a flow for one case. Each of its runs has a definition of its own, which
   * may hold state.
   *
   * @param definitions makes a definition for each run, never null
   * @return no additions yet
   */
  public static Additions withPerRun(Supplier<? extends SquareSum> definitions) {
    return new Additions(Objects.requireNonNull(definitions, "definitions"), AddedStages.NONE);
  }

  @Override
  public void run(long[] numbers) {
    narrow(() -> super.run(numbers));
  }

  @Override
  public List<Long> collect(long[] numbers) {
    return narrow(() -> super.collect(numbers));
  }

  @Override
  public <R> R collect(long[] numbers, Collector<? super Long, ?, R> collector) {
    return narrow(() -> super.collect(numbers, collector));
  }

  @Override
  public Long single(long[] numbers) {
    return narrow(() -> super.single(numbers));
  }

  @Override
  protected Frame begin(long[] numbers, Sink<? super Long> sink) {
    SquareSum stages = Objects.requireNonNull(definitions.get(), "definitions.get() is null");
    if (stepped != null) {
      return stepped.begin(stages, numbers, sink);
    }
    return new RunFrame(stages, numbers, sink);
  }

  @Override
  public FlowDescription describe() {
    FlowDescription description = new FlowDescription("SquareSum", "long[]", List.of(
        new FlowDescription.Stage("numbers", FlowDescription.Kind.SEQUENCE, "long", false, null),
        new FlowDescription.Stage("odd", FlowDescription.Kind.FILTER, "long", false, null),
        new FlowDescription.Stage("square", FlowDescription.Kind.FUNCTION, "long", false, null),
        new FlowDescription.Stage("sum", FlowDescription.Kind.ACCUMULATE, "long", false, null)));
    return stepped == null ? description : stepped.describe(description);
  }

  /**
   * Stages that are added to those of {@link SquareSum} for one case. Like the flow itself
   * these additions are immutable: each method gives new ones. What an added stage
   * gives takes the place of what it was given, for all that comes after. It may pause, and
   * throw anything, which ends the run.
   */
  public static final class Additions {
    private final Supplier<? extends SquareSum> definitions;

    private final AddedStages added;

    private Additions(Supplier<? extends SquareSum> definitions, AddedStages added) {
      this.definitions = definitions;
      this.added = added;
    }

    /**
     * Adds a function after {@code numbers}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterNumbers(StageFunction<? super Long, ? extends Long> function) {
      return new Additions(definitions, added.after("numbers", function));
    }

    /**
     * Adds a flow after {@code numbers}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterNumbers(Flow<? super Long, ? extends Long> flow) {
      return new Additions(definitions, added.after("numbers", flow));
    }

    /**
     * Adds a function after {@code odd}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterOdd(StageFunction<? super Long, ? extends Long> function) {
      return new Additions(definitions, added.after("odd", function));
    }

    /**
     * Adds a flow after {@code odd}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterOdd(Flow<? super Long, ? extends Long> flow) {
      return new Additions(definitions, added.after("odd", flow));
    }

    /**
     * Adds a function after {@code square}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterSquare(StageFunction<? super Long, ? extends Long> function) {
      return new Additions(definitions, added.after("square", function));
    }

    /**
     * Adds a flow after {@code square}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterSquare(Flow<? super Long, ? extends Long> flow) {
      return new Additions(definitions, added.after("square", flow));
    }

    /**
     * Adds a function after {@code sum}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterSum(StageFunction<? super Long, ? extends Long> function) {
      return new Additions(definitions, added.after("sum", function));
    }

    /**
     * Adds a flow after {@code sum}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterSum(Flow<? super Long, ? extends Long> flow) {
      return new Additions(definitions, added.after("sum", flow));
    }

    /**
     * Makes the flow with these stages.
     *
     * @return the flow
     */
    public SquareSumFlow build() {
      return new SquareSumFlow(definitions, added.isEmpty() ? null : stepped());
    }

    /**
     * The stages one by one, with those that are added.
     */
    private SteppedFlow<SquareSum, long[], Long> stepped() {
      DefinedStages<SquareSum> steps = new DefinedStages<>(added);
      Value<long[]> numbers = steps.input();
      Value<Long> sumBucket = steps.<Long>bucket(in -> 0L);
      Value<Long> number = steps.<long[], Long>sequenceFrom("numbers", numbers,
          (it, in) -> FlowIterators.ofArray(in.stages().numbers(it)));
      steps.<Long>filter("odd", number, (it, in) -> in.stages().odd(it.longValue()));
      Value<Long> square = steps.<Long, Long>function("square", number,
          (it, in) -> in.stages().square(it.longValue()));
      Value<Long> sum = steps.<Long, Long, Long>accumulate("sum", square, sumBucket,
          (bucket, it, in) -> in.stages().sum(bucket.longValue(), it.longValue()),
          (bucket, in) -> bucket.longValue());
      return steps.flow(numbers, sum);
    }
  }

  /**
   * One run: what happens to its input.
   */
  private static final class RunFrame extends Frame {
    private static final int OPEN_RUN = 0;

    private static final int NUMBERS = 1;

    private static final int FINISH_SUM = 2;

    private static final int EMIT = 3;

    private static final int END = 4;

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
     * Goes on with the item in hand. True if the frame must return: it was halted, or pushed
     * another one. False if the item's way has ended.
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
    protected FlowTrace.Level trace(FlowStack stack) {
      return Traces.level(SquareSum.class, "input", 1, numbers, ",numbers,sum after numbers,sink, after sink", step, stack.isOnTop(this));
    }
  }

  /**
   * What happens to each item of {@code numbers}.
   */
  private static final class NumbersFrame extends Frame {
    private static final int NEXT = 0;

    private static final int ODD = 1;

    private static final int SQUARE = 2;

    private static final int SUM = 3;

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

    /**
     * Starts to walk what {@code numbers} returned.
     */
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
            throw failure;
          }
        }
      } finally {
        this.index = index;
        runFrame.sumBucket = sumBucket;
        runFrame.sumBucketFilled = sumBucketFilled;
      }
      if (step == NEXT && index >= source.length) {
        end(stack);
      }
      return budget - (index - first);
    }

    /**
     * Goes on with the item in hand. True if the frame must return: it was halted, or pushed
     * another one. False if the item's way has ended.
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == ODD) {
        step = stages.odd(number) ? SQUARE : NEXT;
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

    /**
     * Leaves the stack and closes the source.
     */
    private void end(FlowStack stack) throws Exception {
      stack.pop(this);
      close();
    }

    @Override
    protected void close() {
      source = null;
    }

    @Override
    protected FlowTrace.Level trace(FlowStack stack) {
      return Traces.level(SquareSum.class, "numbers", source, index, number, ",odd,square,sum", step, stack.isOnTop(this));
    }
  }
}
