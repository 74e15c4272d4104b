package dev.stageflow.processor.fuzz;

import dev.stageflow.FlowIterator;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.BaseStream;
import java.util.stream.Collector;
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

  private final List<Stage> stages;
  private final Object definition;
  private final Map<Integer, Context> open = new HashMap<>();
  private final List<Object> outputs = new ArrayList<>();

  Reference(List<Stage> stages, Object definition) {
    this.stages = stages;
    this.definition = definition;
  }

  List<Object> outputs(Object input) throws ReflectiveOperationException {
    open.put(RUN, new Context(Map.of("input", input)));
    goOn(0, "input", input, Map.of());
    close(RUN);
    return outputs;
  }

  private void goOn(int at, String name, Object item, Map<String, Object> scope)
      throws ReflectiveOperationException {
    if (at == stages.size()) {
      outputs.add(item);
      return;
    }
    Stage stage = stages.get(at);
    Map<String, Object> after = new LinkedHashMap<>(scope);
    after.put(name, item);
    if (stage.context()) {
      open.put(at, new Context(after));
    }
    switch (stage.form()) {
      case FUNCTION -> {
        Object result = unwrapped(call(stage, scope, item));
        if (result != null) {
          goOn(at + 1, stage.name(), result, after);
        }
      }
      case FILTER -> {
        if ((boolean) call(stage, scope, item)) {
          goOn(at + 1, name, item, scope);
        }
      }
      case CONSUMER -> call(stage, scope, item);
      case SEQUENCE -> {
        Object source = call(stage, scope, item);
        if (source != null) {
          for (Object element : elements(source)) {
            if (element != null) {
              goOn(at + 1, stage.name(), element, after);
            }
          }
          if (stage.hooks()) {
            help(stage, "Done");
          }
        }
      }
      case SUM, GATHER, COLLECTOR -> gather(at, scope, item);
    }
    if (stage.context()) {
      close(at);
      if (stage.hooks()) {
        help(stage, "Closed");
      }
    }
  }

  private void gather(int at, Map<String, Object> scope, Object item)
      throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    int opener = openerOf(at);
    Context context = open.get(opener);
    Object before = context.gathered.get(at);
    if (stage.form() == Stage.Form.SUM) {
      context.gathered.put(at, call(stage, scope, before == null ? 0L : before, item));
    } else if (stage.form() == Stage.Form.GATHER) {
      Object list = before == null ? new ArrayList<>() : before;
      context.gathered.put(at, list);
      call(stage, scope, list, item);
      if (stage.batches() && (boolean) help(stage, "Full", list)) {
        emit(at, opener);
      }
    } else {
      Object container = before;
      if (container == null) {
        container = collector(stage).supplier().get();
        context.gathered.put(at, container);
      }
      collector(stage).accumulator().accept(container, item);
    }
  }

  private @Nullable Collector<Object, Object, Object> collector;

  @SuppressWarnings("unchecked")
  private Collector<Object, Object, Object> collector(Stage stage)
      throws ReflectiveOperationException {
    if (collector == null) {
      collector = (Collector<Object, Object, Object>) call(stage, Map.of());
    }
    return collector;
  }

  /** Passes on what a context has gathered. */
  private void emit(int at, int opener) throws ReflectiveOperationException {
    Stage stage = stages.get(at);
    Context context = open.get(opener);
    Object gathered = context.gathered.remove(at);
    context.emitted.add(at);
    Object result =
        switch (stage.form()) {
          case SUM -> {
            Object sum = gathered == null ? 0L : gathered;
            yield stage.hooks() ? help(stage, "Told", sum) : sum;
          }
          case GATHER -> gathered == null ? new ArrayList<>() : gathered;
          default ->
              collector(stage)
                  .finisher()
                  .apply(gathered == null ? collector(stage).supplier().get() : gathered);
        };
    goOn(at + 1, stage.name(), result, context.scope);
  }

  private void close(int opener) throws ReflectiveOperationException {
    for (int at = opener + 1; at < stages.size(); at++) {
      if (stages.get(at).form().isAccumulate() && openerOf(at) == opener) {
        Context context = open.get(opener);
        if (context.gathered.containsKey(at)
            || (stages.get(at).emitEmpty() && !context.emitted.contains(at))) {
          emit(at, opener);
        }
      }
    }
    open.remove(opener);
  }

  /** The nearest context upstream that no accumulate in between has closed, like brackets. */
  private int openerOf(int accumulate) {
    int closed = 0;
    for (int at = accumulate - 1; at >= 0; at--) {
      Stage stage = stages.get(at);
      if (stage.form().isAccumulate()) {
        closed++;
      } else if (stage.context()) {
        if (closed == 0) {
          return at;
        }
        closed--;
      }
    }
    return RUN;
  }

  private @Nullable Object call(Stage stage, Map<String, Object> scope, Object... first)
      throws ReflectiveOperationException {
    List<Object> arguments = new ArrayList<>(Arrays.asList(first));
    stage.upstream().forEach(name -> arguments.add(scope.get(name)));
    return invoke(stage.name(), arguments.toArray());
  }

  private @Nullable Object help(Stage stage, String suffix, Object... arguments)
      throws ReflectiveOperationException {
    return invoke(stage.name() + suffix, arguments);
  }

  private @Nullable Object invoke(String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Class<?> type = definition.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          method.setAccessible(true);
          return method.invoke(definition, arguments);
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static @Nullable Object unwrapped(@Nullable Object result) {
    if (result instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (result instanceof CompletionStage<?> stage) {
      return stage.toCompletableFuture().join();
    }
    return result;
  }

  private static List<@Nullable Object> elements(Object source) {
    List<@Nullable Object> elements = new ArrayList<>();
    if (source instanceof Iterable<?> iterable) {
      iterable.forEach(elements::add);
    } else if (source instanceof Iterator<?> iterator) {
      iterator.forEachRemaining(elements::add);
    } else if (source instanceof BaseStream<?, ?> stream) {
      stream.iterator().forEachRemaining(elements::add);
    } else if (source instanceof Optional<?> optional) {
      optional.ifPresent(elements::add);
    } else if (source instanceof FlowIterator<?> iterator) {
      drain(iterator, elements);
    } else {
      for (int index = 0; index < Array.getLength(source); index++) {
        elements.add(Array.get(source, index));
      }
    }
    return elements;
  }

  private static void drain(FlowIterator<?> iterator, List<@Nullable Object> elements) {
    try {
      for (Object next = iterator.next(); next != null; next = iterator.next()) {
        elements.add(next);
      }
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
