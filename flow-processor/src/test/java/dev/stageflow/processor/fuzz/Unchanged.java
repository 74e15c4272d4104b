package dev.stageflow.processor.fuzz;

import dev.stageflow.Flow;
import dev.stageflow.function.StageFunction;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds a stage after each of a definition's that gives what it takes. */
enum Unchanged {
  BY_FUNCTIONS(StageFunction.class, (StageFunction<Object, Object>) item -> item),
  BY_FLOWS(Flow.class, Flow.identity());

  private final Class<?> type;
  private final Object stage;

  Unchanged(Class<?> type, Object stage) {
    this.type = type;
    this.stage = stage;
  }

  /**
   * Makes a flow with added stages.
   *
   * @return the flow; null if the definition has no stage after which one could be added
   */
  @Nullable Object addedTo(Class<?> flow, Class<?> definition, Object stages)
      throws ReflectiveOperationException {
    if (Stream.of(flow.getDeclaredMethods()).noneMatch(it -> it.getName().equals("with"))) {
      return null;
    }
    Method with = flow.getDeclaredMethod("with", definition);
    with.setAccessible(true);
    Object additions = with.invoke(null, stages);
    for (Method method : additions.getClass().getDeclaredMethods()) {
      if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {type})) {
        method.setAccessible(true);
        additions = method.invoke(additions, stage);
      }
    }
    Method build = additions.getClass().getDeclaredMethod("build");
    build.setAccessible(true);
    return build.invoke(additions);
  }
}
