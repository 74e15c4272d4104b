package dev.stageflow.internal.guard;

import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.frame.FlowStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for a call that has failed, by the type of the failure.
 *
 * @param <T> the type of what the call gives
 */
final class Recoveries<T> {
  private final List<Recovery<?, T>> recoveries = new ArrayList<>(1);

  <E extends Throwable> void add(
      Class<E> type, StageBiFunction<? super FlowStack, ? super E, ? extends T> function) {
    recoveries.add(new Recovery<E, T>(type, function));
  }

  /** Returns whether one of them takes a failure. */
  boolean take(Throwable failure) {
    return nearest(failure) != null;
  }

  /**
   * Calls the one that takes a failure.
   *
   * @return what the call would have given; null for nothing
   */
  @Nullable T recover(FlowStack stack, Throwable failure) throws Exception {
    return Objects.requireNonNull(nearest(failure)).apply(stack, failure);
  }

  private @Nullable Recovery<?, T> nearest(Throwable failure) {
    Recovery<?, T> nearest = null;
    for (Recovery<?, T> recovery : recoveries) {
      // The types that fit one failure are in line: an exception has one superclass.
      if (recovery.type.isInstance(failure)
          && (nearest == null || nearest.type.isAssignableFrom(recovery.type))) {
        nearest = recovery;
      }
    }
    return nearest;
  }

  private record Recovery<E extends Throwable, T>(
      Class<E> type, StageBiFunction<? super FlowStack, ? super E, ? extends T> function) {

    @Nullable T apply(FlowStack stack, Throwable failure) throws Exception {
      return function.apply(stack, type.cast(failure));
    }
  }
}
