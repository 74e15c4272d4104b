package dev.stageflow.internal.durable;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import dev.stageflow.Sink;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.StartFrame;
import dev.stageflow.internal.run.LoopSourceRunner;
import dev.stageflow.internal.run.RunFactory;
import dev.stageflow.internal.run.SliceBudget;
import dev.stageflow.internal.save.SavedFrames;
import dev.stageflow.internal.slice.FirstSlices;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.slice.Wait;
import dev.stageflow.internal.tunnel.Workplace;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run that its caller drives, or an executor. */
final class StepwiseRun<O> implements SavedRun {

  /** A frame that never came back would be compiled on-stack, which is half as fast. */
  private static final int MOST_STEPS = 1_024;

  private final Frame first;
  private final GivenSink<O> sink;
  private final FlowOptions options;
  private final Workplace workplace;
  private final String form;
  private final Supplier<FlowDescription> description;

  /** How long the slices are into which a time is divided. */
  private final long sliceNanos;

  private final SliceBudget budget;

  /** The run's stack, made with the clock of whoever drives it; null before that is known. */
  private @Nullable FlowStack stack;

  private boolean isOnExecutor;

  private @Nullable PauseFlow pause;

  /** Learns what the pause's condition fails with; null if there is none. */
  private @Nullable Wait waiting;

  private @Nullable CompletableFuture<Void> closed;

  private StepwiseRun(
      Frame first,
      GivenSink<O> sink,
      FlowOptions options,
      String form,
      Supplier<FlowDescription> description) {
    this.first = first;
    this.sink = sink;
    this.options = options;
    workplace = Workplace.of(options);
    this.form = form;
    this.description = description;
    sliceNanos = Wait.nanos(options.timeSlice());
    budget = new SliceBudget(sliceNanos, new FirstSlices());
  }

  /**
   * Makes a run.
   *
   * @param first makes its first frame, with the sink that it is given
   * @param sink takes the outputs
   * @param options how it is run
   * @param form the definition's saved form
   * @param description describes the flow
   */
  static <O> StepwiseRun<O> of(
      Function<? super Sink<O>, ? extends Frame> first,
      Sink<? super O> sink,
      FlowOptions options,
      String form,
      Supplier<FlowDescription> description) {
    GivenSink<O> given = new GivenSink<>(sink);
    return new StepwiseRun<>(
        StartFrame.begun(first.apply(given)), given, options, form, description);
  }

  private FlowStack stack() {
    FlowStack known = stack;
    return known == null ? newStack(RunClock.SYSTEM) : known;
  }

  private FlowStack newStack(RunClock clock) {
    FlowStack made = new FlowStack(workplace, options, clock);
    made.enter(first);
    stack = made;
    return made;
  }

  @Override
  public FlowFuture<Void> on(Executor executor) {
    Objects.requireNonNull(executor, "executor");
    if (stack != null) {
      throw new IllegalStateException("the run has begun");
    }
    isOnExecutor = true;
    RunFactory<O> runs =
        new RunFactory<>(
            (counted, its, clock) -> {
              sink.passTo(counted);
              return newStack(clock);
            },
            description);
    LoopSettings settings = new LoopSettings(executor, options);
    return new LoopSourceRunner<>(runs, settings).startFor(sink.given());
  }

  @Override
  public boolean proceed(int steps) throws Exception {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, not " + steps);
    }
    return advance(
        stack -> {
          int left = steps;
          while (left > 0 && goesOn()) {
            int budget = Math.min(left, MOST_STEPS);
            left -= budget - stack.run(budget);
            takePause(stack);
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
        stack -> {
          long start = System.nanoTime();
          BooleanSupplier isOver = () -> System.nanoTime() - start >= nanos;
          boolean over = false;
          while (goesOn() && !over) {
            budget.runSlice(stack, Math.min(nanos, sliceNanos), isOver, null);
            takePause(stack);
            over = isOver.getAsBoolean();
          }
        });
  }

  @Override
  public boolean step() throws Exception {
    return advance(
        stack -> {
          if (goesOn()) {
            stack.step();
            takePause(stack);
          }
        });
  }

  private boolean advance(StageConsumer<FlowStack> steps) throws Exception {
    requireCaller();
    FlowStack run = stack();
    begin(run);
    try {
      steps.accept(run);
    } catch (Throwable failure) {
      fail(run, failure);
      throw failure;
    }
    return goesOn();
  }

  private void requireCaller() {
    if (isOnExecutor) {
      throw new IllegalStateException("the run is on an executor");
    }
  }

  private void begin(FlowStack run) throws Exception {
    Wait waited = waiting;
    waiting = null;
    pause = null;
    Throwable failure = waited == null ? null : waited.failure();
    if (failure != null && !hasEnded()) {
      fail(run, failure);
      throw Failures.<Exception>same(failure);
    }
    run.begin();
  }

  /** Takes the pause that the last step ended with, and watches what it waits for. */
  private void takePause(FlowStack stack) {
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

  private void fail(FlowStack run, Throwable failure) {
    closed = Ending.failed(run, failure).closeInBackground();
  }

  @Override
  public @Nullable PauseFlow pause() {
    requireCaller();
    return pause;
  }

  @Override
  public boolean hasEnded() {
    return stack != null && (stack.isEmpty() || stack.isAborted());
  }

  @Override
  public byte[] save() {
    FlowStack run = stack();
    if (run.isAborted()) {
      throw new IllegalStateException("the run has failed, or was cancelled");
    }
    byte[] saved = SavedFrames.save(run, form);
    return saved == null ? SavedFrames.ended(form) : saved;
  }

  @Override
  public CompletionStage<Void> cancel() {
    requireCaller();
    CompletableFuture<Void> closing = closed;
    if (closing == null) {
      Ending ending = Ending.cancelled(stack(), new CancellationException("the run was cancelled"));
      closing = ending.closeInBackground().thenRun(ending::requireClosed);
      closed = closing;
    }
    return closing.minimalCompletionStage();
  }
}
