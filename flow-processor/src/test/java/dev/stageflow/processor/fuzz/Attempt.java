package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import dev.stageflow.processor.fuzz.Stage.Trait;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The calls of a stage for one item: the first, those after failures, and what stands in. */
final class Attempt {
  private final Methods methods;
  private final Counts counts;
  private final Stage stage;
  private final Map<String, Object> scope;
  private final @Nullable Object[] arguments;
  private int retriesLeft;
  private @Nullable Returned returned;

  Attempt(
      Methods methods,
      Counts counts,
      Stage stage,
      Map<String, Object> scope,
      @Nullable Object... arguments) {
    this.methods = methods;
    this.counts = counts;
    this.stage = stage;
    this.scope = scope;
    this.arguments = arguments;
    retriesLeft = stage.has(Trait.RETRY) ? Stage.MOST_RETRIES : 0;
    returned = stage.returned();
  }

  /** What the stage gives, sooner or later, or what stands in for it. */
  @Nullable Object result() throws ReflectiveOperationException {
    while (true) {
      try {
        return awaited(methods.call(stage, scope, arguments));
      } catch (InvocationTargetException | CompletionException failure) {
        if (!takesRetry()) {
          return instead(failure.getCause());
        }
      }
    }
  }

  private static @Nullable Object awaited(@Nullable Object result) {
    return result instanceof CompletionStage<?> later ? later.toCompletableFuture().join() : result;
  }

  /** Uses up one of the retries, if any is left. */
  boolean takesRetry() {
    if (retriesLeft-- <= 0) {
      return false;
    }
    counts.retried(stage);
    return true;
  }

  /** What stands in for the stage: it is not given a sum, which cannot be changed in its place. */
  @Nullable Object instead(Throwable failure) throws ReflectiveOperationException {
    returned = stage.instead();
    counts.recovered(stage);
    int from = stage.form() == Form.SUM ? 1 : 0;
    Object[] taken = Arrays.copyOfRange(arguments, from, arguments.length + 1);
    taken[taken.length - 1] = failure;
    return awaited(methods.instead(stage, scope, taken));
  }

  /** How the result was returned; null where the stage's form alone tells. */
  @Nullable Returned returned() {
    return returned;
  }
}
