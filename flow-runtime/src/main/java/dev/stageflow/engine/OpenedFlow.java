package dev.stageflow.engine;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes on only as far as it is asked, on the thread that asks.
 *
 * <p>After the end, and after {@link #close()}, there is no next item. After a failure, {@link
 * #next()} throws that same failure each time: who tries again must not take it for the end.
 */
final class OpenedFlow<O> implements FlowIterator<O>, Sink<O>, Abandonable {
  private final FlowStack stack;

  /** The output at which the run has stopped. */
  private @Nullable O output;

  private @Nullable Throwable failure;

  /** Whether a stage is being called, which may be one that closes this. */
  private boolean running;

  private boolean closed;

  /** Set by any thread; volatile, so that a run without outputs comes to see it. */
  private volatile boolean cancelled;

  OpenedFlow(AbstractSourceFlow<O> flow) {
    stack = flow.newRun(this);
  }

  @Override
  public void accept(O item) {
    output = item;
    stack.halt();
  }

  @Override
  public @Nullable O next() throws Exception {
    if (running) {
      throw new IllegalStateException("a stage must not ask its own run for the next output");
    }
    if (failure == null) {
      runToOutput();
    }
    if (failure != null) {
      throw closed(failure);
    }
    if (closed) {
      drop();
      return null;
    }
    O next = output;
    output = null;
    return next;
  }

  private void runToOutput() throws PauseFlow {
    running = true;
    try {
      while (output == null && !closed && !stack.isEmpty()) {
        if (cancelled) {
          throw new CancellationException("the opened flow was cancelled");
        }
        stack.run(BlockingRun.SLICE_STEPS);
        if (stack.isPaused()) {
          break;
        }
      }
    } catch (Throwable thrown) {
      stack.failed(thrown);
      output = null;
      failure = thrown;
    } finally {
      running = false;
    }
    PauseFlow pause = stack.takePause();
    if (pause != null && !closed) {
      throw pause;
    }
  }

  /** Closes what is open, and only then lets a failure out. */
  private Exception closed(Throwable cause) throws Exception {
    CompletionStage<Void> rest = stack.close(cause);
    if (rest != null) {
      throw PauseFlow.until(rest);
    }
    throw Failures.<Exception>same(cause);
  }

  /** Ends the run, because of what the wait for a stage threw; the thread may be parked. */
  void fail(Throwable thrown) {
    stack.failed(thrown);
    failure = thrown;
    output = null;
    BlockingRun.close(stack, thrown);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  /**
   * Cancels the run, and closes what it has open: parks the thread while a worker closes what it
   * reads, unless the thread is in a slice of a loop.
   *
   * <p>What closing throws comes out of here, checked or not.
   */
  @Override
  public void close() {
    closed = true;
    if (running) {
      stack.halt();
    } else {
      drop();
    }
  }

  private void drop() {
    CancellationException cause = cancellation();
    BlockingRun.close(stack, cause);
    requireClosed(cause);
  }

  @Override
  public void abandon() throws Exception {
    closed = true;
    CancellationException cause = cancellation();
    CompletionStage<Void> rest = stack.close(cause);
    if (rest != null) {
      throw PauseFlow.until(
          BlockingRun.closeLater(rest, stack, cause).thenRun(() -> requireClosed(cause)));
    }
    requireClosed(cause);
  }

  private CancellationException cancellation() {
    output = null;
    return new CancellationException("the opened flow was closed");
  }

  private static void requireClosed(CancellationException cause) {
    Throwable first = null;
    for (Throwable thrown : cause.getSuppressed()) {
      first = Failures.both(first, thrown);
    }
    if (first != null) {
      throw Failures.<RuntimeException>same(first);
    }
  }
}
