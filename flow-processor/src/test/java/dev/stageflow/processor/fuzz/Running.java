package dev.stageflow.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.stageflow.DurableSourceFlow;
import dev.stageflow.Flow;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import dev.stageflow.KeyedFlow;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.processor.fuzz.SavedRunner.Portion;
import dev.stageflow.processor.fuzz.Stage.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Definitions that were compiled, and can be run. */
final class Running extends ClassLoader {
  private static final String VALUES = "fuzz.Values";
  private static final List<Integer> NUMBERS = List.of(1, 2, 3, 8);

  /** How often each run is drained, at most. */
  private static final int DRAINS = 4;

  /**
   * After how many single stages runs are saved, at most, of a definition and an input: after each
   * one where all definitions are durable.
   */
  private static final int SAVES = 6;

  /** After what runs are saved besides. */
  private static final List<Portion> PORTIONS = List.of(Portion.ITEM, Portion.MOMENT);

  /** How a source notes that it is closed. */
  private static final String CLOSED = "source closed[]";

  private final Map<String, JavaFileObject> files = new HashMap<>();

  Running(Compilation compilation) {
    super(Running.class.getClassLoader());
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        String path = file.toUri().getPath().replaceFirst("^/CLASS_OUTPUT/", "");
        files.put(path.replaceFirst("\\.class$", "").replace('/', '.'), file);
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JavaFileObject file = files.get(name);
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    try (var in = file.openInputStream()) {
      byte[] code = in.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** No class has a name that common file systems would not take for its file. */
  void checkNames() {
    assertThat(files.keySet())
        .allMatch(
            name ->
                (name.substring(name.lastIndexOf('.') + 1) + ".class")
                        .getBytes(StandardCharsets.UTF_8)
                        .length
                    <= 255);
  }

  /** Runs a definition's flow in several ways, which all must do what the reference does. */
  void runAll(FuzzedDefinition definition) throws Exception {
    for (int number : definition.input() == null ? List.of(0) : NUMBERS) {
      Object input = input(definition.input(), number);
      Object stages = stages(definition);
      Reference reference = new Reference(definition, stages, this::note);
      List<Object> expected = reference.outputs(input);
      List<String> calls = calls();
      Outputs outputs = new Outputs(told(expected), calls, definition.isParallel());
      runAll(flow(definition, stages, input), outputs, "of " + number);
      checkCounts(definition, flow(definition, stages, input), reference.counts());
      if (definition.isDurable()) {
        checkSaved(definition, stages, input, told(expected), calls);
      }
      if (definition.isKeyed()) {
        checkKept(made(definition, stages), Objects.requireNonNull(input), outputs);
      }
      if (!definition.isParallel() && !definition.isTunnelled()) {
        for (int call = 1; call <= calls.size(); call += 1 + calls.size() / DRAINS) {
          checkDrained(definition, stages, input, call);
        }
      }
      Object added =
          Unchanged.addedTo(
              loadClass(definition.flowName()), loadClass(definition.className()), stages);
      if (added != null) {
        runAll(
            bound(withSinks(added, definition), input),
            outputs,
            "of " + number + ", with added functions");
      }
    }
  }

  private void runAll(SourceFlow<Object> flow, Outputs outputs, String run) throws Exception {
    outputs.check(run, flow.collect());
    pausing(true);
    outputs.check(
        run + ", pausing", flow.on(Runnable::run).timeSlice(Duration.ofNanos(1)).collect().join());
    pausing(false);
    try (Stream<Object> stream = flow.stream()) {
      outputs.check(run + ", streamed", stream.toList());
    }
  }

  /** Runs a flow as far as its accumulator, and passes that on in another run. */
  @SuppressWarnings("unchecked")
  private void checkKept(Object flow, Object input, Outputs expected) throws Exception {
    KeyedFlow<Object, Object, Object> keyed =
        ((KeyedFlow<Object, Object, Object>) flow)
            .using(FlowOptions.defaults().waitInterval(Duration.ofNanos(1)));
    for (boolean isPausing : List.of(false, true)) {
      pausing(isPausing);
      List<Object> outputs = new ArrayList<>();
      Object kept = keyed.gather(null, input, outputs::add);
      if (kept != null) {
        keyed.passOn(kept, input, outputs::add);
      }
      pausing(false);
      expected.check("kept, pausing: " + isPausing, outputs);
    }
  }

  /** Saves runs at their steps, or some of these, and lets them go on from what was saved. */
  private void checkSaved(
      FuzzedDefinition definition,
      Object stages,
      @Nullable Object input,
      List<String> expected,
      List<String> calls)
      throws Exception {
    DurableSourceFlow<Object> flow = (DurableSourceFlow<Object>) flow(definition, stages, input);
    List<String> expectedOnce = onlyOnce(definition, calls);
    Dice dice = new Dice(definition.seed());
    int steps = SavedRunner.of(flow, Portion.STAGE, List.of()).steps();
    calls();
    boolean all = FuzzedDefinition.ALL_DURABLE || steps <= SAVES;
    int count = all ? steps : SAVES;
    for (int i = 0; i < count + PORTIONS.size(); i++) {
      boolean isStage = i < count;
      Portion portion = isStage ? Portion.STAGE : PORTIONS.get(i - count);
      int first = all && isStage ? i : dice.below(steps);
      List<Integer> at = List.of(first, dice.below(6), 1 + dice.below(12));
      String when = "saved after steps " + at + " of a " + portion;
      pausing(i % 2 == 1);
      List<Object> outputs;
      try {
        outputs = SavedRunner.of(flow, portion, at).outputs();
      } catch (Exception failure) {
        throw new AssertionError(when, failure);
      }
      pausing(false);
      assertThat(told(outputs)).as(when).isEqualTo(expected);
      assertThat(onlyOnce(definition, calls())).as(when).isEqualTo(expectedOnce);
    }
  }

  /** The calls that a run makes no second time, be it saved between any two steps. */
  private static List<String> onlyOnce(FuzzedDefinition definition, List<String> calls) {
    if (definition.isParallel() || definition.isTunnelled()) {
      return List.of();
    }
    Set<String> again =
        definition.stages().stream()
            .filter(Stage::isCalledAgain)
            .flatMap(stage -> Stream.of(stage.name(), stage.insteadName(), stage.partsName()))
            .collect(Collectors.toSet());
    return calls.stream()
        .filter(call -> !call.equals(CLOSED))
        .filter(call -> !again.contains(call.substring(0, call.indexOf('['))))
        .toList();
  }

  /** Runs a flow that counts what it drops, tries again and recovers, with and without pauses. */
  private void checkCounts(FuzzedDefinition definition, SourceFlow<Object> flow, Counts expected)
      throws ReflectiveOperationException {
    for (Duration slice : List.of(Duration.ofNanos(1), Duration.ofHours(1))) {
      AtomicReference<FlowProgress> last = new AtomicReference<>();
      FlowListener finished =
          new FlowListener() {
            @Override
            public void onFinish(
                FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration took) {
              last.set(run.progress());
            }
          };
      pausing(slice.toNanos() == 1);
      List<Object> outputs =
          flow.on(Runnable::run).timeSlice(slice).listener(finished).collect().join();
      pausing(false);
      calls();
      FlowProgress counted = last.get();
      assertThat(Counts.told(counted, definition.stages())).isEqualTo(expected.told());
      assertThat(counted.outputs()).isEqualTo(outputs.size());
    }
  }

  /**
   * Runs a flow that a call drains, which must do what the reference does whose sources end at that
   * call. Only when they are closed the reference does not say: the run does so at once. What a
   * worker has called by then is a matter of time.
   */
  private void checkDrained(
      FuzzedDefinition definition, Object stages, @Nullable Object input, int call)
      throws Exception {
    Reference reference = new Reference(definition, stages, this::note);
    atCall(call, reference::drain);
    List<String> expected = told(reference.outputs(input));
    List<String> expectedCalls = calls();
    AtomicReference<FlowRun> run = new AtomicReference<>();
    FlowListener started =
        new FlowListener() {
          @Override
          public void onStart(FlowRun begun) {
            run.set(begun);
          }
        };
    atCall(call, () -> run.get().drain());
    List<Object> outputs =
        flow(definition, stages, input).on(Runnable::run).listener(started).collect().join();
    List<String> calls = calls();
    assertThat(told(outputs)).as("drained at call %d", call).isEqualTo(expected);
    assertThat(calls)
        .filteredOn(it -> !it.equals(CLOSED))
        .as("drained at call %d", call)
        .isEqualTo(expectedCalls.stream().filter(it -> !it.equals(CLOSED)).toList());
    assertThat(calls).as("drained at call %d", call).hasSameSizeAs(expectedCalls);
  }

  private void atCall(int call, Runnable action) throws ReflectiveOperationException {
    loadClass(VALUES).getField("atCall").set(null, action);
    loadClass(VALUES).getField("callsLeft").set(null, call);
  }

  /** What a run gives, and which methods it calls. */
  private final class Outputs {
    private final List<String> expected;
    private final List<String> calls;
    private final boolean inAnyOrder;

    Outputs(List<String> expected, List<String> calls, boolean inAnyOrder) {
      this.expected = expected;
      this.calls = calls;
      this.inAnyOrder = inAnyOrder;
    }

    void check(String run, List<Object> outputs) throws ReflectiveOperationException {
      assertThat(told(outputs)).as(run).isEqualTo(expected);
      if (inAnyOrder) {
        assertThat(calls()).as(run).containsExactlyInAnyOrderElementsOf(calls);
      } else {
        assertThat(calls()).as(run).isEqualTo(calls);
      }
    }
  }

  private Object stages(FuzzedDefinition definition) throws ReflectiveOperationException {
    Class<?> type = loadClass(definition.className());
    return switch (definition.shape()) {
      case ENUM -> type.getEnumConstants()[0];
      case RECORD -> made(type, 1);
      case INNER -> made(type, made(loadClass(definition.fileName())));
      case ABSTRACT, INTERFACE -> made(loadClass(definition.packageName() + ".Made"));
      case CLASS, PUBLIC, NESTED -> made(type);
    };
  }

  private static Object made(Class<?> type, Object... arguments)
      throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(arguments);
  }

  private SourceFlow<Object> flow(
      FuzzedDefinition definition, Object stages, @Nullable Object input)
      throws ReflectiveOperationException {
    return bound(withSinks(made(definition, stages), definition), input);
  }

  private Object made(FuzzedDefinition definition, Object stages)
      throws ReflectiveOperationException {
    Method of =
        loadClass(definition.flowName()).getDeclaredMethod("of", loadClass(definition.className()));
    of.setAccessible(true);
    return of.invoke(null, stages);
  }

  /** Gives a flow its sinks beside that of the outputs, if it has any: they note what they take. */
  private Object withSinks(Object flow, FuzzedDefinition definition)
      throws ReflectiveOperationException {
    Object[] sinks =
        definition.stages().stream()
            .filter(stage -> stage.has(Trait.OUTPUT))
            .map(stage -> (Sink<Object>) value -> note(stage.sink(), value))
            .toArray();
    return sinks.length == 0 ? flow : Methods.invoke(flow, "outputs", sinks);
  }

  private void note(String sink, Object value) {
    try {
      loadClass(VALUES)
          .getMethod("called", String.class, Object[].class)
          .invoke(null, sink, new Object[] {value});
    } catch (ReflectiveOperationException failure) {
      throw new AssertionError(failure);
    }
  }

  @SuppressWarnings("unchecked")
  private static SourceFlow<Object> bound(Object flow, @Nullable Object input) {
    return input == null ? (SourceFlow<Object>) flow : ((Flow<Object, Object>) flow).bind(input);
  }

  private @Nullable Object input(@Nullable Kind kind, int number)
      throws ReflectiveOperationException {
    return kind == null
        ? null
        : loadClass("fuzz.Inputs").getMethod(kind.name(), int.class).invoke(null, number);
  }

  /** Takes the calls that were noted. */
  @SuppressWarnings("unchecked")
  private List<String> calls() throws ReflectiveOperationException {
    List<String> noted = (List<String>) loadClass(VALUES).getField("CALLS").get(null);
    List<String> taken = List.copyOf(noted);
    noted.clear();
    return taken;
  }

  private void pausing(boolean pausing) throws ReflectiveOperationException {
    loadClass(VALUES).getField("pausing").set(null, pausing);
  }

  /** Arrays are equal only to themselves, but tell what is in them. */
  private static List<String> told(List<Object> outputs) {
    return outputs.stream().map(Running::told).toList();
  }

  private static String told(@Nullable Object output) {
    String told = Arrays.deepToString(new Object[] {output});
    return told.substring(1, told.length() - 1);
  }
}
