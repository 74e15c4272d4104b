package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Upper;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls a definition's methods by reflection. What is null is no argument: it is not there. */
final class Methods {
  private final Object definition;

  Methods(Object definition) {
    this.definition = definition;
  }

  /** Calls a stage. */
  @Nullable Object call(Stage stage, Map<String, Object> scope, @Nullable Object... first)
      throws ReflectiveOperationException {
    return invoke(definition, stage.name(), arguments(stage.upstream(), scope, first));
  }

  /** Calls what stands in for a stage. */
  @Nullable Object instead(Stage stage, Map<String, Object> scope, @Nullable Object... first)
      throws ReflectiveOperationException {
    List<Upper> upstream = stage.shared() == null ? stage.upstream() : List.of();
    return invoke(definition, stage.insteadName(), arguments(upstream, scope, first));
  }

  /** Calls another method that a stage names. */
  @Nullable Object help(Stage stage, String suffix, Map<String, Object> scope, Object... first)
      throws ReflectiveOperationException {
    return invoke(definition, stage.name() + suffix, arguments(stage.looksAt(), scope, first));
  }

  /** Calls what gives an item's key. */
  @Nullable Object key(Stage stage, Object item) throws ReflectiveOperationException {
    return invoke(definition, stage.name() + "Key", item);
  }

  /** Calls what the flows of a subflow give for an item. */
  Object parts(Stage stage, Object item) throws ReflectiveOperationException {
    return invoke(definition, stage.partsName(), item);
  }

  private static Object[] arguments(
      List<Upper> uppers, Map<String, Object> scope, @Nullable Object... first) {
    List<Object> arguments = new ArrayList<>(Arrays.asList(first));
    arguments.removeIf(it -> it == null);
    uppers.forEach(upper -> arguments.add(scope.get(upper.name())));
    return arguments.toArray();
  }

  static @Nullable Object invoke(Object object, String name, Object... arguments)
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
