package dev.stageflow.internal.guard;

import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.source.Sources;
import org.jspecify.annotations.Nullable;

/** Makes something of a failure, for a sink. A sink that pauses takes the same thing again. */
final class Rejection<E extends Throwable, R, T> implements StageBiFunction<FlowStack, E, T> {
  private final StageBiFunction<? super FlowStack, ? super E, ? extends R> function;
  private final Sink<? super R> sink;
  private final @Nullable T dropped;

  /** What the sink has not taken yet. */
  private @Nullable R rejected;

  Rejection(
      StageBiFunction<? super FlowStack, ? super E, ? extends R> function,
      Sink<? super R> sink,
      @Nullable T dropped) {
    this.function = function;
    this.sink = sink;
    this.dropped = dropped;
  }

  @Override
  public @Nullable T apply(FlowStack stack, E failure) throws Exception {
    R given = rejected;
    if (given == null) {
      given = function.apply(stack, failure);
      if (given == null) {
        return dropped;
      }
      if (stack.isHalted()) {
        rejected = given;
        throw PauseFlow.until(Sources.SKIPPED);
      }
    }
    rejected = null;
    try {
      sink.accept(given);
    } catch (PauseFlow pause) {
      rejected = given;
      throw pause;
    }
    return dropped;
  }
}
