package dev.stageflow.internal.value;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
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

  /**
   * Unwraps an optional.
   *
   * @param optional what a stage returned
   * @return the value, or null if there is none
   */
  public static @Nullable Integer intOrNull(@Nullable OptionalInt optional) {
    return optional != null && optional.isPresent() ? optional.getAsInt() : null;
  }

  /**
   * Unwraps an optional.
   *
   * @param optional what a stage returned
   * @return the value, or null if there is none
   */
  public static @Nullable Long longOrNull(@Nullable OptionalLong optional) {
    return optional != null && optional.isPresent() ? optional.getAsLong() : null;
  }

  /**
   * Unwraps an optional.
   *
   * @param optional what a stage returned
   * @return the value, or null if there is none
   */
  public static @Nullable Double doubleOrNull(@Nullable OptionalDouble optional) {
    return optional != null && optional.isPresent() ? optional.getAsDouble() : null;
  }
}
