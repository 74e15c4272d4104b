package dev.stageflow.processor.fuzz;

import dev.stageflow.function.StageFunction;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds a function after each of a definition's stages that returns what it takes. */
final class Unchanged {
  private static final StageFunction<Object, Object> SAME = item -> item;

  private Unchanged() {}

  /**
   * Makes a flow with added functions.
   *
   * @return the flow; null if the definition is not extensible
   */
  static @Nullable Object addedTo(Class<?> flow, Class<?> definition, Object stages)
      throws ReflectiveOperationException {
    if (Stream.of(flow.getDeclaredMethods()).noneMatch(it -> it.getName().equals("with"))) {
      return null;
    }
    Method with = flow.getDeclaredMethod("with", definition);
    with.setAccessible(true);
    Object additions = with.invoke(null, stages);
    for (Method method : additions.getClass().getDeclaredMethods()) {
      if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {StageFunction.class})) {
        method.setAccessible(true);
        additions = method.invoke(additions, SAME);
      }
    }
    Method build = additions.getClass().getDeclaredMethod("build");
    build.setAccessible(true);
    return build.invoke(additions);
  }
}
