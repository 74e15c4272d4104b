package dev.stageflow.internal.value;

import dev.stageflow.function.StageFunction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks the functions that users add to an extensible flow. */
public final class AddedFunctions {

  private AddedFunctions() {}

  /**
   * Checks that a function is the only one after its stage. Two of them could not share a place: a
   * pause of the second would call the first again.
   *
   * @param stage the stage that it comes after
   * @param present the function that is added there already; null if none is
   * @param function the function to add
   * @throws NullPointerException if the function is null
   * @throws IllegalStateException if a function is added there already
   */
  public static void check(
      String stage, @Nullable StageFunction<?, ?> present, StageFunction<?, ?> function) {
    Objects.requireNonNull(function, "function");
    if (present != null) {
      throw new IllegalStateException(
          "a function is added after '" + stage + "' already: compose the two, and add the result");
    }
  }
}
