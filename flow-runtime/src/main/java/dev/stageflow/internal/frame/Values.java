package dev.stageflow.internal.frame;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what a stage returned becomes the value that goes on. */
public final class Values {

  private Values() {}

  /**
   * Unwraps an optional.
   *
   * @param optional what a stage returned
   * @param <T> the value's type
   * @return the value, or null if there is none
   */
  @SuppressWarnings("NullableOptional") // it should not be null, but a user's method may return it
  public static <T> @Nullable T orNull(@Nullable Optional<? extends T> optional) {
    return optional != null && optional.isPresent() ? optional.get() : null;
  }
}
