package dev.stageflow.internal.durable;

import dev.stageflow.FlowStore;
import dev.stageflow.FlowStore.Session;
import dev.stageflow.function.StageAction;
import dev.stageflow.internal.tunnel.BlockingCall;
import dev.stageflow.internal.tunnel.Workplace;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The session of a run, which is opened, used and closed on workers, one at a time, and is closed
 * once: by whoever takes it first, the run's last call or its closing.
 */
final class OpenSession<T> {
  private final FlowStore<T> store;
  private final String id;
  private final AtomicReference<@Nullable Session<T>> session = new AtomicReference<>();

  OpenSession(FlowStore<T> store, String id) {
    this.store = store;
    this.id = id;
  }

  /** Opens it; on a worker, which may be interrupted. */
  void open() throws Exception {
    session.set(Objects.requireNonNull(store.open(id), "FlowStore.open() is null"));
  }

  private Session<T> get() {
    return Objects.requireNonNull(session.get());
  }

  /** Returns whether the run had come to its end when it was opened. */
  boolean isFinished() {
    return get().isFinished();
  }

  /** Returns what was saved last when it was opened; null if nothing was. */
  byte @Nullable [] saved() {
    return get().saved();
  }

  /** Writes outputs and saves the run; on a worker. */
  void save(byte[] state, Outputs.Batch<?, T> outputs) throws Exception {
    Session<T> open = get();
    undisturbed(() -> open.save(state, outputs::writeTo));
  }

  /** Writes outputs and marks the run as finished; on a worker. */
  void finish(Outputs.Batch<?, T> outputs) throws Exception {
    Session<T> open = get();
    undisturbed(() -> open.finish(outputs::writeTo));
  }

  /**
   * Uses or closes it. A run that is given up waits for that rather than interrupt it: an interrupt
   * may close a database's file, or a socket.
   */
  private static void undisturbed(StageAction use) throws Exception {
    BlockingCall.<Boolean, Exception>cancelledBy(
        () -> {},
        () -> {
          use.run();
          return true;
        });
  }

  /** Closes it, if that was not begun; on a worker. */
  void close() throws Exception {
    Session<T> taken = session.getAndSet(null);
    if (taken != null) {
      undisturbed(taken::close);
    }
  }

  /**
   * Closes it on a worker.
   *
   * @return completes when it is closed, or with what closing throws; null if there is nothing to
   *     close
   */
  @Nullable CompletableFuture<Void> closeApart(Workplace workplace, String name) {
    if (session.get() == null) {
      return null;
    }
    CompletableFuture<Void> closed = new CompletableFuture<>();
    workplace.runApart(
        name,
        () -> {
          try {
            close();
            closed.complete(null);
          } catch (Throwable thrown) {
            closed.completeExceptionally(thrown);
          }
        });
    return closed;
  }
}
