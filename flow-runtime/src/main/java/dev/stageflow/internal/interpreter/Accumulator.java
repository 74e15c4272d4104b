package dev.stageflow.internal.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.alarm.FlushTimer;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.stage.Stage;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an accumulate has gathered in its open context. */
public final class Accumulator {
  private final String name;
  private final Stage.Accumulate stage;
  private final Stage.Reduction reduction;
  private final @Nullable Object[] values;

  /** Where among the values the gathered one is, so that an {@code onFlush} can read it. */
  private final int bucket;

  /** Whether an item came since it was started. */
  private boolean filled;

  /** Whether something was passed on since the context was opened. */
  private boolean passed;

  /** Passes it on after some time; null if it does not. */
  private final @Nullable FlushTimer timer;

  Accumulator(Program.Gathering gathering, Activation activation) {
    name = gathering.name();
    stage = gathering.stage();
    reduction = stage.reduction();
    values = activation.values();
    bucket = gathering.bucket();
    Duration time = stage.flush().after();
    timer =
        time == null
            ? null
            : new FlushTimer(
                activation.frame(0),
                time,
                stack -> activation.flush(stack, gathering.flushLevel()));
  }

  public void open() throws Exception {
    start();
    passed = false;
  }

  private void start() throws Exception {
    try {
      values[bucket] = reduction.start().get();
    } catch (PauseFlow pause) {
      throw new IllegalStateException("the start of stage '" + name + "' must not pause", pause);
    }
    filled = false;
  }

  /** Returns what is gathered with one more item, which is then to be {@linkplain #keep kept}. */
  public @Nullable Object with(Object item) throws Exception {
    return reduction.add().apply(values[bucket], item);
  }

  /** Keeps what is gathered with one more item. */
  public void keep(FlowStack stack, @Nullable Object gathered) {
    values[bucket] = gathered;
    filled = true;
    if (timer != null) {
      timer.begin(stack);
    }
  }

  /** Nothing is due any more. */
  void end() {
    if (timer != null) {
      timer.end();
    }
  }

  /** Returns whether what is gathered is to be passed on before its time. */
  public boolean isFull() throws Exception {
    try {
      return Objects.requireNonNull(stage.flush().when()).test(values[bucket]);
    } catch (PauseFlow pause) {
      throw new IllegalStateException(
          "the flushWhen of stage '" + name + "' must not pause", pause);
    }
  }

  /**
   * Finishes before its time, and starts anew.
   *
   * @return what goes on, or null
   */
  public @Nullable Object pass() throws Exception {
    end();
    if (!filled) {
      // Its time was over just before flushWhen held.
      return null;
    }
    Object result = reduction.finish().apply(values[bucket]);
    start();
    passed = true;
    return result;
  }

  /**
   * Finishes as the context closes.
   *
   * @return what goes on, or null
   */
  public @Nullable Object finish() throws Exception {
    end();
    boolean goesOn = filled || (stage.emitEmpty() && !passed);
    Object result = goesOn ? reduction.finish().apply(values[bucket]) : null;
    values[bucket] = null;
    return result;
  }
}
