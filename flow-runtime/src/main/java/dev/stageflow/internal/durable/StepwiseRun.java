package dev.stageflow.internal.durable;

import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.run.SliceBudget;
import dev.stageflow.internal.save.SavedFrames;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.slice.Wait;
import dev.stageflow.internal.tunnel.Workplace;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A run that its caller drives. */
final class StepwiseRun implements SavedRun {

  /** A frame that never came back would be compiled on-stack, which is half as fast. */
  private static final int MOST_STEPS = 1_024;

  private final FlowStack stack;
  private final String form;

  /** How long the slices are that a time is made of. */
  private final long sliceNanos;

  private final SliceBudget budget;
  private @Nullable PauseFlow pause;

  /** Learns what the pause's condition fails with; null if there is none. */
  private @Nullable Wait waiting;

  private @Nullable CompletableFuture<Void> closed;

  StepwiseRun(Frame first, FlowOptions options, String form) throws Exception {
    this.form = form;
    sliceNanos = Wait.nanos(options.timeSlice());
    budget = new SliceBudget(sliceNanos);
    stack = new FlowStack(Workplace.of(options), options, RunClock.JDK);
    stack.enter(first);
  }

  /**
   * Makes a run that goes on.
   *
   * @param first makes the frame that it goes on with
   */
  static StepwiseRun restored(
      byte[] saved,
      StageFunction<? super SavedFrames, ? extends Frame> first,
      FlowOptions options,
      String form)
      throws Exception {
    SavedFrames frames = SavedFrames.read(Objects.requireNonNull(saved, "saved"), form);
    return new StepwiseRun(Objects.requireNonNull(first.apply(frames)), options, form);
  }

  @Override
  public boolean proceed(int steps) throws Exception {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, not " + steps);
    }
    return advance(
        () -> {
          int left = steps;
          while (left > 0 && goesOn()) {
            int budget = Math.min(left, MOST_STEPS);
            left -= budget - stack.run(budget);
            takePause();
          }
        });
  }

  @Override
  public boolean proceed(Duration time) throws Exception {
    if (time.isZero() || time.isNegative()) {
      throw new IllegalArgumentException("the time must be longer than zero, not " + time);
    }
    long nanos = Wait.nanos(time);
    return advance(
        () -> {
          long start = System.nanoTime();
          BooleanSupplier isOver = () -> System.nanoTime() - start >= nanos;
          boolean over = false;
          while (goesOn() && !over) {
            budget.runSlice(stack, Math.min(nanos, sliceNanos), isOver, null);
            takePause();
            over = isOver.getAsBoolean();
          }
        });
  }

  @Override
  public boolean step() throws Exception {
    return advance(
        () -> {
          if (goesOn()) {
            stack.step();
            takePause();
          }
        });
  }

  private boolean advance(StageAction steps) throws Exception {
    begin();
    try {
      steps.run();
    } catch (Throwable failure) {
      fail(failure);
      throw failure;
    }
    return goesOn();
  }

  private void begin() throws Exception {
    Wait waited = waiting;
    waiting = null;
    pause = null;
    Throwable failure = waited == null ? null : waited.failure();
    if (failure != null && !hasEnded()) {
      fail(failure);
      throw Failures.<Exception>same(failure);
    }
    stack.begin();
  }

  /** Takes the pause that the last step ended with, and watches what it waits for. */
  private void takePause() {
    pause = stack.takePause();
    CompletionStage<?> condition = pause == null ? null : pause.condition();
    if (condition != null) {
      waiting = new Wait(() -> {});
      condition.whenComplete(waiting);
    }
  }

  private boolean goesOn() {
    return pause == null && !hasEnded();
  }

  private void fail(Throwable failure) {
    closed = Ending.failed(stack, failure).closeInBackground();
  }

  @Override
  public @Nullable PauseFlow pause() {
    return pause;
  }

  @Override
  public boolean hasEnded() {
    return closed != null || stack.isEmpty();
  }

  @Override
  public byte[] save() {
    if (hasEnded()) {
      throw new IllegalStateException("the run has ended");
    }
    byte[] saved = SavedFrames.save(stack, form);
    return saved == null ? SavedFrames.ended(form) : saved;
  }

  @Override
  public CompletionStage<Void> cancel() {
    CompletableFuture<Void> closing = closed;
    if (closing == null) {
      Ending ending = Ending.cancelled(stack, new CancellationException("the run was cancelled"));
      closing = ending.closeInBackground().thenRun(ending::requireClosed);
      closed = closing;
    }
    return closing.minimalCompletionStage();
  }
}
