package dev.stageflow.internal.run;

import dev.stageflow.FlowFuture;
import dev.stageflow.Sink;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.slice.LoopSettings;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, which it cancels when somebody else completes it. Both know one another
 * directly: dependents of two futures would take a fifth of the memory of a short run.
 */
final class RunFuture<R> extends FlowFuture<R> {
  private final Supplier<R> result;
  private final LoopRun run;

  private <O> RunFuture(
      RunFactory<O> runs, Sink<? super O> sink, LoopSettings settings, Supplier<R> result) {
    this.result = result;
    run = LoopRun.of(runs, sink, settings, new End());
  }

  /**
   * Makes a run that is not started.
   *
   * @param result gives the result of the run once it has completed; called inside the run
   */
  static <O, R> RunFuture<R> of(
      RunFactory<O> runs, Sink<? super O> sink, LoopSettings settings, Supplier<R> result) {
    return new RunFuture<>(runs, sink, settings, result);
  }

  @Override
  public LoopRun run() {
    return run;
  }

  // Who completes the future has no more use for the run.

  @Override
  public boolean complete(R value) {
    boolean completed = super.complete(value);
    run.cancel();
    return completed;
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    boolean completed = super.completeExceptionally(failure);
    run.cancel();
    return completed;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    run.cancel();
    return cancelled;
  }

  @Override
  public CompletableFuture<R> completeAsync(Supplier<? extends R> supplier, Executor executor) {
    // It calls none of the methods above.
    CompletableFuture<R> unused = whenComplete((value, failure) -> run.cancel());
    return super.completeAsync(supplier, executor);
  }

  @Override
  public void obtrudeValue(R value) {
    super.obtrudeValue(value);
    run.cancel();
  }

  @Override
  public void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    run.cancel();
  }

  /** Completes the future after the run. */
  private final class End extends RunCompletion {

    End() {
      super(true);
    }

    @Override
    void end(@Nullable Throwable cause, boolean isTelling) {
      super.end(cause, isTelling);
      settle(cause);
    }
  }

  private void settle(@Nullable Throwable cause) {
    Throwable thrown = cause;
    if (thrown == null) {
      try {
        super.complete(result.get());
        return;
      } catch (Throwable unfinished) {
        thrown = unfinished;
      }
    }
    boolean taken = Failures.fail(this, thrown);
    boolean telling =
        !(thrown instanceof CancellationException) || thrown.getSuppressed().length > 0;
    if (!taken && telling) {
      Failures.report(thrown);
    }
  }
}
