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
import java.lang.Override;
import java.lang.String;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collector;
import javax.annotation.processing.Generated;

/**
 * The flow of {@link Greeting}, from {@code String} to {@code String}.
 *
 * <ol>
 *   <li>{@code strip} makes {@code String} of each item
 *   <li>{@code named} keeps or drops each item
 *   <li>{@code greet} makes {@code String} of each item
 * </ol>
 *
 * <pre>{@code
 * flowchart TD
 *   input(["String"])
 *   stage0["strip"]
 *   stage1{"named"}
 *   stage2["greet"]
 *   input --> stage0
 *   stage0 -- "String" --> stage1
 *   stage1 -- "String" --> stage2
 *   output(["output"])
 *   stage2 -- "String" --> output
 * }</pre>
 *
 * @see Greeting#strip
 * @see Greeting#named
 * @see Greeting#greet
 */
@Generated("dev.stageflow.processor.FlowProcessor")
public final class GreetingFlow extends AbstractFlow<String, String> {
  private final Definitions<Greeting> definitions;

  private GreetingFlow(Definitions<Greeting> definitions, FlowOptions options) {
    super(options);
    this.definitions = definitions;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static GreetingFlow of(Greeting definition) {
    return new GreetingFlow(Definitions.shared(definition), FlowOptions.defaults());
  }

  /**
   * A flow with a definition of its own.
   *
   * @return the flow
   */
  public static GreetingFlow create() {
    return of(new Greeting());
  }

  /**
   * A flow each of whose runs has a definition of its own, which may hold state. One that is
   * {@code AutoCloseable} is closed as the last thing of its run.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static GreetingFlow perRun(Supplier<? extends Greeting> definitions) {
    return new GreetingFlow(Definitions.perRun(definitions), FlowOptions.defaults());
  }

  @Override
  public GreetingFlow using(FlowOptions options) {
    return new GreetingFlow(definitions, options);
  }

  @Override
  public void run(String text) {
    runHere(text);
  }

  @Override
  public List<String> collect(String text) {
    return collectHere(text);
  }

  @Override
  public <R> R collect(String text, Collector<? super String, ?, R> collector) {
    return collectHere(text, collector);
  }

  @Override
  public String single(String text) {
    return singleHere(text);
  }

  @Override
  protected Frame begin(String text, Sink<? super String> sink) {
    return definitions.begin(stages -> new RunFrame(stages, text, sink));
  }

  @Override
  public FlowDescription describe() {
    return new FlowDescription("Greeting", "String", List.of(
        new FlowDescription.Stage("strip", FlowDescription.Kind.FUNCTION, "String", false, null),
        new FlowDescription.Stage("named", FlowDescription.Kind.FILTER, "String", false, null),
        new FlowDescription.Stage("greet", FlowDescription.Kind.FUNCTION, "String", false, null)));
  }

  /** One run: what happens to its input. */
  private static final class RunFrame extends Frame {
    private static final int STRIP = 0;
    private static final int NAMED = 1;
    private static final int GREET = 2;
    private static final int EMIT = 3;
    private static final int END = 4;

    private static final Waypoint[] WAYPOINTS = {
      Waypoint.at("strip"),
      Waypoint.at("named"),
      Waypoint.at("greet"),
      Waypoint.at("sink"),
      Waypoint.NONE.after("sink")
    };

    private final Greeting stages;
    private final Sink<? super String> sink;
    private String text;
    private String name;
    private String greet;
    private int step;

    RunFrame(Greeting stages, String text, Sink<? super String> sink) {
      this.stages = stages;
      this.text = text;
      this.sink = sink;
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
      if (step == STRIP) {
        name = stages.strip(text);
        if (name == null) {
          stack.dropped("strip");
          step = END;
        } else {
          step = NAMED;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == NAMED) {
        if (stages.named(name)) {
          step = GREET;
        } else {
          stack.dropped("named");
          step = END;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == GREET) {
        greet = stages.greet(name);
        if (greet == null || greet.equals("Hello, Nobody")) {
          stack.dropped("greet");
          step = END;
        } else {
          step = EMIT;
        }
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        name = null;
        sink.accept(greet);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      text = null;
      name = null;
      greet = null;
    }

    @Override
    protected Position position() {
      return Position.of(Greeting.class, "input", text, WAYPOINTS, step);
    }
  }
}
