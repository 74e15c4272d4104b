package dev.stageflow.internal.tunnel;

import dev.stageflow.PauseFlow;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.tunnel.BlockingCall.Cancel;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One call of a tunnelled function, on a worker thread. */
public final class WorkerCall<T> implements Awaited<T> {
  private final StageSupplier<? extends @Nullable T> call;
  private final String stage;
  private final Workplace workplace;
  private final Worker worker;
  private final BlockingCall blocking = new BlockingCall();

  /** Completes when the call has returned; if it failed, {@link #failure} gives why. */
  private final TunnelSignal returned = new TunnelSignal();

  // Written by the worker, published by the above.

  private @Nullable T result;
  private @Nullable Throwable failure;

  public WorkerCall(Workplace workplace, String stage, StageSupplier<? extends @Nullable T> call) {
    this.call = call;
    this.stage = stage;
    this.workplace = workplace;
    worker = workplace.worker(stage, this::turn);
    worker.submit();
  }

  private void turn() {
    worker.interruptibly(this::makeCall);
    returned.complete(null);
  }

  private boolean makeCall() {
    try {
      result = blocking.<@Nullable T, Exception>make(call::get);
    } catch (PauseFlow pause) {
      failure = new IllegalStateException("a tunnelled stage must not pause: it may block", pause);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    return true;
  }

  @Override
  public @Nullable T result() throws Exception {
    if (!returned.isDone()) {
      throw PauseFlow.until(returned);
    }
    if (failure != null) {
      throw Failures.<Exception>same(failure);
    }
    return result;
  }

  @Override
  public boolean hasEnded() {
    return returned.isDone();
  }

  @Override
  public void abandon() throws PauseFlow {
    if (worker.withdraw() || returned.isDone()) {
      return;
    }
    Cancel<?> cancel = blocking.giveUp();
    if (cancel == null) {
      worker.interrupt();
      throw PauseFlow.until(returned);
    }
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    workplace.runApart(stage, () -> cancel(cancel, cancelled));
    worker.interruptIfLate(returned);
    throw PauseFlow.until(returned.thenCombine(cancelled, (call, done) -> null));
  }

  /** Cancels what the call waits for, on another worker's thread. */
  private void cancel(Cancel<?> cancel, CompletableFuture<Void> cancelled) {
    try {
      cancel.cancel();
      cancelled.complete(null);
    } catch (Throwable thrown) {
      worker.interrupt();
      cancelled.completeExceptionally(thrown);
    }
  }
}
