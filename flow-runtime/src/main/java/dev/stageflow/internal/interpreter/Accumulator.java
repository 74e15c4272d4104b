package dev.stageflow.internal.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.stage.Stage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an accumulate has gathered in its open context. */
public final class Accumulator {
  private final String name;
  private final Stage.Accumulate stage;
  private final @Nullable Object[] values;

  /** Where among the values the gathered one is, so that an {@code onFlush} can read it. */
  private final int bucket;

  /** Whether an item came since it was started. */
  private boolean filled;

  /** Whether something was passed on since the context was opened. */
  private boolean passed;

  Accumulator(String name, Stage.Accumulate stage, @Nullable Object[] values, int bucket) {
    this.name = name;
    this.stage = stage;
    this.values = values;
    this.bucket = bucket;
  }

  public void open() throws Exception {
    start();
    passed = false;
  }

  private void start() throws Exception {
    try {
      values[bucket] = stage.start().get();
    } catch (PauseFlow pause) {
      throw new IllegalStateException("the start of stage '" + name + "' must not pause", pause);
    }
    filled = false;
  }

  /** Returns what is gathered with one more item, which is then to be {@linkplain #keep kept}. */
  public @Nullable Object with(Object item) throws Exception {
    return stage.add().apply(values[bucket], item);
  }

  /** Keeps what is gathered with one more item. */
  public void keep(@Nullable Object gathered) {
    values[bucket] = gathered;
    filled = true;
  }

  /** Returns whether what is gathered is to be passed on before its time. */
  public boolean isFull() throws Exception {
    try {
      return Objects.requireNonNull(stage.flushWhen()).test(values[bucket]);
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
    Object result = stage.finish().apply(values[bucket]);
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
    boolean goesOn = filled || (stage.emitEmpty() && !passed);
    Object result = goesOn ? stage.finish().apply(values[bucket]) : null;
    values[bucket] = null;
    return result;
  }
}
