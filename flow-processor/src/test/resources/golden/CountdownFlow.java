package shop;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.engine.AbstractSourceFlow;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Frame;
import dev.stageflow.engine.Sources;
import dev.stageflow.engine.Traces;
import dev.stageflow.function.StageFunction;
import dev.stageflow.interpreter.AddedStages;
import dev.stageflow.interpreter.DefinedStages;
import dev.stageflow.interpreter.SteppedFlow;
import dev.stageflow.interpreter.Value;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Countdown}, which gives {@code String}.
 *
 * <ol>
 *   <li>{@code seconds} gives any number of {@code Integer} for each item
 *   <li>{@code tell} makes {@code String} of each item
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   stage0[["seconds"]]
 *   stage1["tell"]
 *   stage0 -- "Integer" --> stage1
 *   output(["output"])
 *   stage1 -- "String" --> output
 * }</pre>
 *
 * @see Countdown#seconds
 * @see Countdown#tell
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class CountdownFlow extends AbstractSourceFlow<String> {
  private final Supplier<? extends Countdown> definitions;

  /**
   * What is followed where stages were added, else null.
   */
  private final SteppedFlow<Countdown, Object, String> stepped;

  private CountdownFlow(Supplier<? extends Countdown> definitions,
      SteppedFlow<Countdown, Object, String> stepped) {
    this.definitions = definitions;
    this.stepped = stepped;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static CountdownFlow of(Countdown definition) {
    Objects.requireNonNull(definition, "definition");
    return new CountdownFlow(() -> definition, null);
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static CountdownFlow create() {
    return of(new Countdown());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static CountdownFlow perRun(Supplier<? extends Countdown> definitions) {
    return new CountdownFlow(Objects.requireNonNull(definitions, "definitions"), null);
  }

  /**
   * Adds stages to a flow for one case. All of its runs share a definition, which must not
   * change.
   *
   * @param definition has the stages
   * @return no additions yet
   */
  public static Additions with(Countdown definition) {
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
  public static Additions withPerRun(Supplier<? extends Countdown> definitions) {
    return new Additions(Objects.requireNonNull(definitions, "definitions"), AddedStages.NONE);
  }

  @Override
  protected Frame begin(Sink<? super String> sink) {
    Countdown stages = Objects.requireNonNull(definitions.get(), "definitions.get() is null");
    if (stepped != null) {
      return stepped.begin(stages, sink);
    }
    return new RunFrame(stages, sink);
  }

  @Override
  public FlowDescription describe() {
    FlowDescription description = new FlowDescription("Countdown", null, List.of(
        new FlowDescription.Stage("seconds", FlowDescription.Kind.SEQUENCE, "Integer", false, null),
        new FlowDescription.Stage("tell", FlowDescription.Kind.FUNCTION, "String", false, null)));
    return stepped == null ? description : stepped.describe(description);
  }

  /**
   * Stages that are added to those of {@link Countdown} for one case. Like the flow itself
   * these additions are immutable: each method gives new ones. What an added stage
   * gives takes the place of what it was given, for all that comes after. It may pause, and
   * throw anything, which ends the run.
   */
  public static final class Additions {
    private final Supplier<? extends Countdown> definitions;

    private final AddedStages added;

    private Additions(Supplier<? extends Countdown> definitions, AddedStages added) {
      this.definitions = definitions;
      this.added = added;
    }

    /**
     * Adds a function after {@code seconds}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterSeconds(StageFunction<? super Integer, ? extends Integer> function) {
      return new Additions(definitions, added.after("seconds", function));
    }

    /**
     * Adds a flow after {@code seconds}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterSeconds(Flow<? super Integer, ? extends Integer> flow) {
      return new Additions(definitions, added.after("seconds", flow));
    }

    /**
     * Adds a function after {@code tell}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterTell(StageFunction<? super String, ? extends String> function) {
      return new Additions(definitions, added.after("tell", function));
    }

    /**
     * Adds a flow after {@code tell}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterTell(Flow<? super String, ? extends String> flow) {
      return new Additions(definitions, added.after("tell", flow));
    }

    /**
     * Makes the flow with these stages.
     *
     * @return the flow
     */
    public CountdownFlow build() {
      return new CountdownFlow(definitions, added.isEmpty() ? null : stepped());
    }

    /**
     * The stages one by one, with those that are added.
     */
    private SteppedFlow<Countdown, Object, String> stepped() {
      DefinedStages<Countdown> steps = new DefinedStages<>(added);
      Value<Object> nothing = steps.noInput();
      Value<Integer> second = steps.<Object, Integer>sequenceFrom("seconds", nothing,
          (it, in) -> in.stages().seconds());
      Value<String> string = steps.<Integer, String>function("tell", second,
          (it, in) -> in.stages().tell(it));
      return steps.flow(nothing, string);
    }
  }

  /**
   * One run: what happens to its input.
   */
  private static final class RunFrame extends Frame {
    private static final int SECONDS = 0;

    private static final int END = 1;

    private final Countdown stages;

    private final Sink<? super String> sink;

    private final SecondsFrame secondsFrame;

    private int step;

    RunFrame(Countdown stages, Sink<? super String> sink) {
      this.stages = stages;
      this.sink = sink;
      secondsFrame = new SecondsFrame(this);
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
      if (step == SECONDS) {
        FlowIterator<Integer> source = stages.seconds();
        step = END;
        if (source != null) {
          secondsFrame.enter(stack, source);
          return true;
        }
      }
      return false;
    }

    @Override
    protected void close() {
    }

    @Override
    protected FlowTrace.Level trace(FlowStack stack) {
      return Traces.level(Countdown.class, "input", 1, null, "seconds, after seconds", step, stack.isOnTop(this));
    }
  }

  /**
   * What happens to each item of {@code seconds}.
   */
  private static final class SecondsFrame extends Frame {
    private static final int NEXT = 0;

    private static final int TELL = 1;

    private static final int EMIT = 2;

    private final Countdown stages;

    private final Sink<? super String> sink;

    private FlowIterator<Integer> source;

    private long taken;

    private Integer second;

    private String string;

    private int step;

    SecondsFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
    }

    /**
     * Starts to walk what {@code seconds} returned.
     */
    void enter(FlowStack stack, FlowIterator<Integer> source) {
      this.source = source;
      stack.push(this);
      taken = 0;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (step != NEXT && (resume(stack) || stack.isHalted())) {
        return budget;
      }
      FlowIterator<Integer> source = this.source;
      int left = budget;
      try {
        while (left > 0) {
          Integer second = source.next();
          if (second == null) {
            end(stack);
            break;
          }
          left--;
          if (stack.isHalted()) {
            this.second = second;
            step = TELL;
            break;
          }
          int at = TELL;
          try {
            String string = stages.tell(second);
            if (string == null) {
              if (stack.isHalted()) {
                break;
              }
              continue;
            }
            if (stack.isHalted()) {
              this.second = second;
              this.string = string;
              step = EMIT;
              break;
            }
            at = EMIT;
            try {
              sink.accept(string);
            } catch (PauseFlow pause) {
              this.second = second;
              this.string = string;
              step = EMIT;
              stack.pause(pause);
              break;
            }
            if (stack.isHalted()) {
              this.second = second;
              break;
            }
          } catch (Throwable failure) {
            this.second = second;
            step = at;
            throw failure;
          }
        }
      } finally {
        taken += budget - left;
      }
      return left;
    }

    /**
     * Goes on with the item in hand. True if the frame must return: it was halted, or pushed
     * another one. False if the item's way has ended.
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == TELL) {
        string = stages.tell(second);
        step = string == null ? NEXT : EMIT;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(string);
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
    protected void close() throws Exception {
      second = null;
      string = null;
      FlowIterator<Integer> closing = source;
      source = null;
      Sources.close(closing);
    }

    @Override
    protected FlowTrace.Level trace(FlowStack stack) {
      return Traces.level(Countdown.class, "seconds", source, taken, second, " after sink,tell,sink", step, stack.isOnTop(this));
    }
  }
}
