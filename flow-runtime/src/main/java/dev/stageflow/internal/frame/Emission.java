package dev.stageflow.internal.frame;

import dev.stageflow.Sink;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import org.jspecify.annotations.Nullable;

/**
 * What a hook has given, on its way to a sink. The frame that has called the hook has gone on to
 * its next step before: where the sink pauses, the hook is not called again.
 *
 * @param <T> the type of what it has given
 */
public final class Emission<T> extends Frame {
  private final String stage;
  private final T value;
  private final Sink<? super T> sink;

  private Emission(String stage, T value, Sink<? super T> sink) {
    this.stage = stage;
    this.value = value;
    this.sink = sink;
  }

  /**
   * Has a sink take what a hook has given. The frame in charge returns at once.
   *
   * @param stack the stack of the frame in charge
   * @param stage the stage that has the hook
   * @param value what the hook has given; null for nothing
   * @param sink takes it
   * @param <T> its type
   */
  public static <T> void enter(
      FlowStack stack, String stage, @Nullable T value, Sink<? super T> sink) {
    if (value != null) {
      stack.push(new Emission<>(stage, value, sink));
    }
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    sink.accept(value);
    stack.pop(this);
    return budget - 1;
  }

  @Override
  protected void close() {}

  @Override
  protected Position position() {
    return Position.of(null, stage, null, 1, value, Waypoint.at(Waypoint.SINK));
  }
}
