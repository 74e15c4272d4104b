package dev.stageflow.tests.scenario;

import dev.stageflow.Flow;
import dev.stageflow.function.StageFunction;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Adds a stage after each of a definition's that gives what it takes: the flow must still do what
 * it does without. Which stages there are only reflection knows here.
 */
public enum Unchanged {
  /** By functions. */
  BY_FUNCTIONS(StageFunction.class, (StageFunction<Object, Object>) item -> item),

  /** By flows. */
  BY_FLOWS(Flow.class, Flow.identity());

  private final Class<?> type;
  private final Object stage;

  Unchanged(Class<?> type, Object stage) {
    this.type = type;
    this.stage = stage;
  }

  /** Names it in test reports. */
  @Override
  public String toString() {
    return "added " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  /**
   * Makes the flow with added stages.
   *
   * @param generated the flow without
   * @param definition its definition
   * @param <F> the type of either
   * @return that flow, or the one without if there is no place to add a stage
   */
  @SuppressWarnings("unchecked") // it is what the class's own builder gives
  public <F> F addedTo(F generated, Object definition) {
    try {
      Method with = with(generated.getClass());
      if (with == null) {
        return generated;
      }
      Object additions = with.invoke(null, definition);
      Method[] methods = additions.getClass().getDeclaredMethods();
      for (Method method : methods) {
        if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {type})) {
          method.setAccessible(true);
          additions = method.invoke(additions, stage);
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
