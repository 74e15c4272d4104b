package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import dev.stageflow.processor.fuzz.Stage.Trait;
import dev.stageflow.processor.fuzz.Stage.Upper;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a definition means: its methods called in nested loops, by reflection. Nothing here is
 * shared with the processor or the engine.
 */
final class Reference {
  private static final int RUN = -1;

  /** A context that is open, by the place of its stage; the run itself is one too. */
  private static final class Context {
    final Map<String, Object> scope;
    final Map<Integer, Object> gathered = new HashMap<>();
    final Set<Integer> emitted = new HashSet<>();

    Context(Map<String, Object> scope) {
      this.scope = scope;
    }
  }

  private final FuzzedDefinition definition;
  private final List<Stage> stages;
  private final Object methods;
  private final Map<Integer, Context> open = new HashMap<>();
  private final List<Object> outputs = new ArrayList<>();

  Reference(FuzzedDefinition definition, Object methods) {
    this.definition = definition;
    this.methods = methods;
    stages = definition.stages();
  }

  List<Object> outputs(@Nullable Object input) throws ReflectiveOperationException {
    open.put(RUN, new Context(after(Map.of(), "input", input)));
    goOn(0, "input", input, Map.of());
    close(RUN);
    return outputs;
  }

  private static Map<String, Object> after(
      Map<String, Object> scope, String name, @Nullable Object item) {
    Map<String, Object> after = new LinkedHashMap<>(scope);
    if (item != null) {
      after.put(name, item);
    }
    return after;
  }

  /** Does all that an item causes; null stands for that of a source. */
  private void goOn(int at, String name, @Nullable Object item, Map<String, Object> scope)
      throws ReflectiveOperationException {
    if (at == stages.size()) {
      outputs.add(item);
      return;
    }
    Stage stage = stages.get(at);
    Map<String, Object> after = after(scope, name, item);
    if (stage.has(Trait.CONTEXT)) {
      open.put(at, new Context(after));
    }
    switch (stage.form()) {
      case FUNCTION -> {
        Object result = Results.unwrapped(call(stage, scope, item));
        if (result != null && !isStop(stage, result)) {
          goOn(at + 1, stage.name(), result, after);
        }
      }
      case FILTER -> {
        if ((boolean) call(stage, scope, item)) {
          goOn(at + 1, name, item, scope);
        }
      }
      case CONSUMER -> call(stage, scope, item);
      case SEQUENCE -> walk(at, call(stage, scope, item), after);
      case SUBFLOW -> pass(at, item, call(stage, scope, item), after);
      case SUM, GATHER, COLLECTOR -> gather(at, scope, item);
    }
    if (stage.has(Trait.CONTEXT)) {
      close(at);
    }
  }

  private static boolean isStop(Stage stage, Object result) {
    return stage.has(Trait.STOP)
        && stage.gives().stop().replaceAll("[\\\\\"']", "").equals(result.toString());
  }

  private void walk(int at, @Nullable Object source, Map<String, Object> scope)
      throws ReflectiveOperationException {
    if (source == null) {
      return;
    }
    Stage stage = stages.get(at);
    for (Object element : Results.elements(source)) {
      goOn(at + 1, stage.name(), element, scope);
    }
    if (stage.returned() == Returned.CLOSED) {
      invoke(source, "close");
    }
    if (stage.has(Trait.ON_FINISH)) {
      help(stage, "Done", scope);
    }
  }

  /** Has each flow pass its parts on, all of which are of one and the same method. */
  private void pass(int at, Object item, @Nullable Object flows, Map<String, Object> scope)
      throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    for (Object flow : flows instanceof List<?> list ? list : Collections.singletonList(flows)) {
      Object parts = flow == null ? List.of() : invoke(methods, stage.name() + "Parts", item);
      for (Object part : Results.elements(parts)) {
        goOn(at + 1, stage.name(), part, scope);
      }
    }
  }

  private void gather(int at, Map<String, Object> scope, Object item)
      throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    int opener = definition.openerOf(at);
    Context context = open.get(opener);
    if (!context.gathered.containsKey(at)) {
      context.gathered.put(at, start(stage, context));
    }
    Object gathered = context.gathered.get(at);
    if (stage.form() == Form.COLLECTOR) {
      collector(stage, context).accumulator().accept(gathered, item);
      return;
    }
    Object changed = call(stage, scope, gathered, item);
    if (stage.form() == Form.SUM) {
      gathered = changed;
      context.gathered.put(at, changed);
    }
    if (stage.has(Trait.FLUSH_WHEN) && (boolean) help(stage, "Full", context.scope, gathered)) {
      emit(at, opener);
    }
  }

  private Object start(Stage stage, Context context) throws ReflectiveOperationException {
    if (stage.has(Trait.START)) {
      return help(stage, "Start", context.scope);
    }
    return switch (stage.form()) {
      case SUM -> 0L;
      case GATHER -> new ArrayList<>();
      default -> collector(stage, context).supplier().get();
    };
  }

  @SuppressWarnings("unchecked")
  private Collector<Object, Object, Object> collector(Stage stage, Context context)
      throws ReflectiveOperationException {
    return (Collector<Object, Object, Object>) call(stage, context.scope);
  }

  /** Passes on what a context has gathered. */
  private void emit(int at, int opener) throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    Context context = open.get(opener);
    Object gathered = gathered(at, context);
    context.gathered.remove(at);
    context.emitted.add(at);
    Object result = gathered;
    if (stage.form() == Form.COLLECTOR) {
      result = collector(stage, context).finisher().apply(gathered);
    } else if (stage.has(Trait.FINISH)) {
      result = help(stage, "Told", context.scope, gathered);
    }
    goOn(at + 1, stage.name(), result, context.scope);
  }

  /** What was gathered, or with nothing gathered the start. */
  private Object gathered(int at, Context context) throws ReflectiveOperationException {
    Object gathered = context.gathered.get(at);
    return gathered == null ? start(stages.get(at), context) : gathered;
  }

  private void close(int opener) throws ReflectiveOperationException {
    Context context = open.get(opener);
    if (opener != RUN && stages.get(opener).has(Trait.ON_FLUSH)) {
      Stage gathering = definition.bucketOf(opener);
      Object[] bucket =
          gathering == null
              ? new Object[0]
              : new Object[] {gathered(stages.indexOf(gathering), context)};
      help(stages.get(opener), "Flushed", context.scope, bucket);
    }
    for (int at = opener + 1; at < stages.size(); at++) {
      Stage stage = stages.get(at);
      if (stage.form().isAccumulate()
          && definition.openerOf(at) == opener
          && (context.gathered.containsKey(at)
              || (stage.has(Trait.EMIT_EMPTY) && !context.emitted.contains(at)))) {
        emit(at, opener);
      }
    }
    if (opener != RUN && stages.get(opener).has(Trait.ON_CLOSE)) {
      help(stages.get(opener), "Closed", context.scope);
    }
    open.remove(opener);
  }

  private @Nullable Object call(Stage stage, Map<String, Object> scope, @Nullable Object... first)
      throws ReflectiveOperationException {
    return invoke(methods, stage.name(), arguments(stage.upstream(), scope, first));
  }

  private @Nullable Object help(
      Stage stage, String suffix, Map<String, Object> scope, Object... first)
      throws ReflectiveOperationException {
    return invoke(methods, stage.name() + suffix, arguments(stage.looksAt(), scope, first));
  }

  private static Object[] arguments(
      List<Upper> uppers, Map<String, Object> scope, @Nullable Object... first) {
    List<Object> arguments = new ArrayList<>(Arrays.asList(first));
    arguments.removeIf(it -> it == null);
    uppers.forEach(upper -> arguments.add(scope.get(upper.name())));
    return arguments.toArray();
  }

  private static @Nullable Object invoke(Object object, String name, Object... arguments)
      throws ReflectiveOperationException {
    Method method =
        supertypes(object.getClass())
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(it -> it.getName().equals(name) && !it.isBridge())
            .filter(it -> it.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    return method.invoke(object, arguments);
  }

  /** A class, its superclasses, and then the interfaces of all of these. */
  private static Stream<Class<?>> supertypes(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
      all.add(at);
    }
    for (int at = 0; at < all.size(); at++) {
      all.addAll(List.of(all.get(at).getInterfaces()));
    }
    return all.stream();
  }
}
