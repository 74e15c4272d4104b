package dev.stageflow.internal.save;

import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a hook of a durable definition has given, on its way to a sink; kept by the frame that calls
 * the hook, and has gone on to its next step before.
 *
 * @param <T> the type of what it gives
 */
public final class DurableEmission<T> extends DurableFrame {
  private final String level;
  private final String stage;
  private final Sink<? super T> sink;
  private final BiConsumer<SavedWriter, T> writing;
  private final Function<SavedReader, @Nullable T> reading;
  private @Nullable T value;

  /**
   * Makes an emission of nothing.
   *
   * @param level its name in the definition's saved form
   * @param stage the stage that has the hook
   * @param sink takes what the hook gives
   * @param writing writes a value
   * @param reading reads one
   */
  public DurableEmission(
      String level,
      String stage,
      Sink<? super T> sink,
      BiConsumer<SavedWriter, T> writing,
      Function<SavedReader, @Nullable T> reading) {
    this.level = level;
    this.stage = stage;
    this.sink = sink;
    this.writing = writing;
    this.reading = reading;
  }

  /**
   * Has the sink take what the hook has given. The frame in charge returns at once.
   *
   * @param stack the stack of the frame in charge
   * @param given what the hook has given; null for nothing
   */
  public void enter(FlowStack stack, @Nullable T given) {
    if (given != null) {
      value = given;
      stack.push(this);
    }
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    T given = value;
    if (given != null) {
      sink.accept(given);
    }
    stack.pop(this);
    value = null;
    return budget - 1;
  }

  @Override
  protected String level() {
    return level;
  }

  @Override
  protected void save(SavedWriter out) {
    writing.accept(out, value);
  }

  @Override
  protected void restore(SavedReader in) {
    value = reading.apply(in);
  }

  @Override
  protected void close() {
    value = null;
  }

  @Override
  protected Position position() {
    return Position.of(null, stage, null, 1, value, Waypoint.at(Waypoint.SINK));
  }
}
