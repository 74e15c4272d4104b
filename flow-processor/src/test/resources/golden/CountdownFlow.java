package shop;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractSourceFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.source.Sources;
import java.lang.Exception;
import java.lang.Integer;
import java.lang.Override;
import java.lang.String;
import java.lang.Throwable;
import java.util.List;
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
  private final Definitions<Countdown> definitions;

  private CountdownFlow(Definitions<Countdown> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static CountdownFlow of(Countdown definition) {
    return new CountdownFlow(Definitions.shared(definition), FlowOptions.defaults());
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
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static CountdownFlow perRun(Supplier<? extends Countdown> definitions) {
    return new CountdownFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public CountdownFlow using(FlowOptions options) {
    return new CountdownFlow(definitions, options);
  }

  @Override
  protected Frame begin(Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Countdown", null, List.of(
        new FlowDescription.Stage("seconds", FlowDescription.Kind.SEQUENCE, "Integer", false, null),
        new FlowDescription.Stage("tell", FlowDescription.Kind.FUNCTION, "String", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int SECONDS = 0;
    private static final int END = 1;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("seconds"),
      Waypoint.NONE.after("seconds")
    };

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
     * Takes the item in hand through its remaining steps.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == SECONDS) {
        FlowIterator<Integer> source = stages.seconds();
        step = END;
        if (source != null) {
          secondsFrame.enter(stack, source);
          return true;
        }
        stack.dropped("seconds");
      }
      return false;
    }

    @Override
    protected void close() {
    }

    @Override
    protected Position position() {
      return Position.of(Countdown.class, "input", null, WAYPOINTS, step);
    }
  }

  /** What happens to each item of {@code seconds}. */
  private static final class SecondsFrame extends Frame {
    private static final int NEXT = 0;
    private static final int TELL = 1;
    private static final int EMIT = 2;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.NONE.after("sink"),
      Waypoint.at("tell"),
      Waypoint.at("sink")
    };

    private final Countdown stages;
    private final Sink<? super String> sink;
    private FlowIterator<Integer> source;
    private long taken;
    private Integer second;
    private String tell;
    private int step;

    SecondsFrame(RunFrame runFrame) {
      stages = runFrame.stages;
      sink = runFrame.sink;
    }

    /** Starts to walk what {@code seconds} returned. */
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
      tell = null;
      if (source == null) {
        end(stack);
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
            String tell = stages.tell(second);
            if (tell == null) {
              stack.dropped("tell");
              if (stack.isHalted()) {
                break;
              }
              continue;
            }
            if (stack.isHalted()) {
              this.second = second;
              this.tell = tell;
              step = EMIT;
              break;
            }
            at = EMIT;
            try {
              sink.accept(tell);
            } catch (PauseFlow pause) {
              this.second = second;
              this.tell = tell;
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
     * Takes the item in hand through its remaining steps, after a pause or the end of a slice.
     * The loop calls the same stages for all other items: without tests of the step it is faster.
     *
     * @return true if the frame must return: it is halted, or pushed another one
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == TELL) {
        tell = stages.tell(second);
        if (tell == null) {
          stack.dropped("tell");
          step = NEXT;
        } else {
          step = EMIT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(tell);
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
      FlowIterator<Integer> closing = source;
      source = null;
      Sources.close(closing);
    }

    @Override
    protected void close() throws Exception {
      second = null;
      tell = null;
      endSource();
    }

    @Override
    protected Position position() {
      return Position.of(Countdown.class, "seconds", source, taken, second, WAYPOINTS, step);
    }
  }
}
