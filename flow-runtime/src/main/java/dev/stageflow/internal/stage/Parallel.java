package dev.stageflow.internal.stage;

import dev.stageflow.function.StageFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a stage has several items at once.
 *
 * @param limit how many at the most
 * @param ordered whether what it gives goes on in the items' order
 * @param key gives the key of an item, of which one is in the stage at a time for each; null if
 *     items have none
 */
public record Parallel(
    int limit, boolean ordered, @Nullable StageFunction<@Nullable Object, Object> key) {

  public static Parallel of(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "a parallel stage has at least 1 item at once, not " + limit);
    }
    return new Parallel(limit, true, null);
  }

  public Parallel unordered() {
    return new Parallel(limit, false, key);
  }

  public Parallel by(StageFunction<?, ?> function) {
    return new Parallel(limit, ordered, Untyped.function(function));
  }
}
