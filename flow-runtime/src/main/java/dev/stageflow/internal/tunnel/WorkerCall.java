package dev.stageflow.internal.tunnel;

import dev.stageflow.PauseFlow;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.failure.Failures;
import org.jspecify.annotations.Nullable;

/** One call of a tunnelled function, on a worker thread. */
public final class WorkerCall<T> implements Awaited<T> {
  private final StageSupplier<? extends @Nullable T> call;
  private final Worker worker;

  /** Completes when the call has returned; if it failed, {@link #failure} gives why. */
  private final TunnelSignal returned = new TunnelSignal();

  // Written by the worker, published by the above.

  private @Nullable T result;
  private @Nullable Throwable failure;

  public WorkerCall(Workplace workplace, String stage, StageSupplier<? extends @Nullable T> call) {
    this.call = call;
    worker = workplace.worker(stage, this::turn);
    worker.submit();
  }

  private void turn() {
    worker.interruptibly(this::makeCall);
    returned.complete(null);
  }

  private boolean makeCall() {
    try {
      result = call.get();
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
    if (worker.withdraw()) {
      return;
    }
    worker.interrupt();
    if (!returned.isDone()) {
      throw PauseFlow.until(returned);
    }
  }
}
