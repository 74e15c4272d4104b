package shop;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowTrace;
import dev.stageflow.Sink;
import dev.stageflow.engine.AbstractFlow;
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
  private final Supplier<? extends Greeting> definitions;

  /**
   * What is followed where stages were added, else null.
   */
  private final SteppedFlow<Greeting, String, String> stepped;

  private GreetingFlow(Supplier<? extends Greeting> definitions,
      SteppedFlow<Greeting, String, String> stepped) {
    this.definitions = definitions;
    this.stepped = stepped;
  }

  /**
   * A flow all of whose runs share a definition, which must not change.
   *
   * @param definition has the stages
   * @return the flow
   */
  public static GreetingFlow of(Greeting definition) {
    Objects.requireNonNull(definition, "definition");
    return new GreetingFlow(() -> definition, null);
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
   * A flow each of whose runs has a definition of its own, which may hold state.
   *
   * @param definitions makes a definition for each run, never null
   * @return the flow
   */
  public static GreetingFlow perRun(Supplier<? extends Greeting> definitions) {
    return new GreetingFlow(Objects.requireNonNull(definitions, "definitions"), null);
  }

  /**
   * Adds stages to a flow for one case. All of its runs share a definition, which must not
   * change.
   *
   * @param definition has the stages
   * @return no additions yet
   */
  public static Additions with(Greeting definition) {
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
  public static Additions withPerRun(Supplier<? extends Greeting> definitions) {
    return new Additions(Objects.requireNonNull(definitions, "definitions"), AddedStages.NONE);
  }

  @Override
  public void run(String text) {
    narrow(() -> super.run(text));
  }

  @Override
  public List<String> collect(String text) {
    return narrow(() -> super.collect(text));
  }

  @Override
  public <R> R collect(String text, Collector<? super String, ?, R> collector) {
    return narrow(() -> super.collect(text, collector));
  }

  @Override
  public String single(String text) {
    return narrow(() -> super.single(text));
  }

  @Override
  protected Frame begin(String text, Sink<? super String> sink) {
    Greeting stages = Objects.requireNonNull(definitions.get(), "definitions.get() is null");
    if (stepped != null) {
      return stepped.begin(stages, text, sink);
    }
    return new RunFrame(stages, text, sink);
  }

  @Override
  public FlowDescription describe() {
    FlowDescription description = new FlowDescription("Greeting", "String", List.of(
        new FlowDescription.Stage("strip", FlowDescription.Kind.FUNCTION, "String", false, null),
        new FlowDescription.Stage("named", FlowDescription.Kind.FILTER, "String", false, null),
        new FlowDescription.Stage("greet", FlowDescription.Kind.FUNCTION, "String", false, null)));
    return stepped == null ? description : stepped.describe(description);
  }

  /**
   * Stages that are added to those of {@link Greeting} for one case. Like the flow itself
   * these additions are immutable: each method gives new ones. What an added stage
   * gives takes the place of what it was given, for all that comes after. It may pause, and
   * throw anything, which ends the run.
   */
  public static final class Additions {
    private final Supplier<? extends Greeting> definitions;

    private final AddedStages added;

    private Additions(Supplier<? extends Greeting> definitions, AddedStages added) {
      this.definitions = definitions;
      this.added = added;
    }

    /**
     * Adds a function after {@code strip}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterStrip(StageFunction<? super String, ? extends String> function) {
      return new Additions(definitions, added.after("strip", function));
    }

    /**
     * Adds a flow after {@code strip}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterStrip(Flow<? super String, ? extends String> flow) {
      return new Additions(definitions, added.after("strip", flow));
    }

    /**
     * Adds a function after {@code named}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterNamed(StageFunction<? super String, ? extends String> function) {
      return new Additions(definitions, added.after("named", function));
    }

    /**
     * Adds a flow after {@code named}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterNamed(Flow<? super String, ? extends String> flow) {
      return new Additions(definitions, added.after("named", flow));
    }

    /**
     * Adds a function after {@code greet}.
     *
     * @param function gives what goes on; null ends the item's way
     * @return these additions and that one
     */
    public Additions afterGreet(StageFunction<? super String, ? extends String> function) {
      return new Additions(definitions, added.after("greet", function));
    }

    /**
     * Adds a flow after {@code greet}: each item is run through it, and its outputs go on.
     *
     * @param flow the flow
     * @return these additions and that one
     * @throws IllegalArgumentException if Stageflow neither generated nor built it
     */
    public Additions afterGreet(Flow<? super String, ? extends String> flow) {
      return new Additions(definitions, added.after("greet", flow));
    }

    /**
     * Makes the flow with these stages.
     *
     * @return the flow
     */
    public GreetingFlow build() {
      return new GreetingFlow(definitions, added.isEmpty() ? null : stepped());
    }

    /**
     * The stages one by one, with those that are added.
     */
    private SteppedFlow<Greeting, String, String> stepped() {
      DefinedStages<Greeting> steps = new DefinedStages<>(added);
      Value<String> text = steps.input();
      Value<String> name = steps.<String, String>function("strip", text,
          (it, in) -> in.stages().strip(it));
      steps.<String>filter("named", name, (it, in) -> in.stages().named(it));
      Value<String> string = steps.<String, String>function("greet", name, (it, in) -> {
            String given = in.stages().greet(it);
            return given == null || given.equals("Hello, Nobody") ? null : given;
          });
      return steps.flow(text, string);
    }
  }

  /**
   * One run: what happens to its input.
   */
  private static final class RunFrame extends Frame {
    private static final int STRIP = 0;

    private static final int NAMED = 1;

    private static final int GREET = 2;

    private static final int EMIT = 3;

    private static final int END = 4;

    private final Greeting stages;

    private final Sink<? super String> sink;

    private String text;

    private String name;

    private String string;

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
     * Goes on with the item in hand. True if the frame must return: it was halted, or pushed
     * another one. False if the item's way has ended.
     */
    private boolean resume(FlowStack stack) throws Exception {
      if (step == STRIP) {
        name = stages.strip(text);
        step = name == null ? END : NAMED;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == NAMED) {
        step = stages.named(name) ? GREET : END;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == GREET) {
        string = stages.greet(name);
        step = string == null || string.equals("Hello, Nobody") ? END : EMIT;
        if (stack.isHalted()) {
          return true;
        }
      }
      if (step == EMIT) {
        sink.accept(string);
        step = END;
      }
      return false;
    }

    @Override
    protected void close() {
      text = null;
      name = null;
      string = null;
    }

    @Override
    protected FlowTrace.Level trace(FlowStack stack) {
      return Traces.level(Greeting.class, "input", 1, text, "strip,named,greet,sink, after sink", step, stack.isOnTop(this));
    }
  }
}
