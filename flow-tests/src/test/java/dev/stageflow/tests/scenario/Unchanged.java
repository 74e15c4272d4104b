package dev.stageflow.tests.scenario;

import dev.stageflow.function.StageFunction;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Adds a function after each of a definition's stages that returns what it takes: the flow must
 * still do what it does without. Which stages there are only reflection knows here.
 */
public final class Unchanged {
  private static final StageFunction<Object, Object> SAME = item -> item;

  private Unchanged() {}

  /**
   * Makes the flow with added functions.
   *
   * @param generated the flow without
   * @param definition its definition
   * @param <F> the type of either
   * @return that flow, or the one without if it is not extensible
   */
  @SuppressWarnings("unchecked") // it is what the class's own builder gives
  public static <F> F addedTo(F generated, Object definition) {
    try {
      Method with = with(generated.getClass());
      if (with == null) {
        return generated;
      }
      Object additions = with.invoke(null, definition);
      Method[] methods = additions.getClass().getDeclaredMethods();
      for (Method method : methods) {
        if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {StageFunction.class})) {
          method.setAccessible(true);
          additions = method.invoke(additions, SAME);
        }
      }
      Method build = additions.getClass().getDeclaredMethod("build");
      build.setAccessible(true);
      return (F) build.invoke(additions);
    } catch (ReflectiveOperationException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Method with(Class<?> flow) {
    Method with =
        Stream.of(flow.getDeclaredMethods())
            .filter(method -> method.getName().equals("with"))
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .findAny()
            .orElse(null);
    if (with != null) {
      with.setAccessible(true);
    }
    return with;
  }
}
