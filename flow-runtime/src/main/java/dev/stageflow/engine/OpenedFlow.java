package dev.stageflow.engine;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes on only as far as it is asked, on the thread that asks.
 *
 * <p>After the end, and after {@link #close()}, there is no next item. After a failure, {@link
 * #next()} throws that same failure each time: who tries again must not take it for the end.
 */
final class OpenedFlow<O> implements FlowIterator<O>, Sink<O> {
  private final FlowStack stack;

  /** The output at which the run has stopped. */
  private @Nullable O output;

  private @Nullable Throwable failure;

  /** Whether a stage is being called, which may be one that closes this. */
  private boolean running;

  private boolean closed;

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
    if (failure != null) {
      throw Failures.<Exception>same(failure);
    }
    runToOutput();
    if (closed) {
      drop();
      return null;
    }
    O next = output;
    output = null;
    return next;
  }

  private void runToOutput() throws Exception {
    running = true;
    try {
      while (output == null && !closed && !stack.isEmpty()) {
        stack.run(BlockingRun.SLICE_STEPS);
      }
    } catch (PauseFlow pause) {
      if (!closed) {
        throw pause;
      }
    } catch (Throwable thrown) {
      fail(thrown);
      throw thrown;
    } finally {
      running = false;
    }
  }

  /** Ends the run, because of what a stage or the wait for one threw. */
  void fail(Throwable thrown) {
    failure = thrown;
    output = null;
    stack.close(thrown);
  }

  /**
   * Cancels the run, and closes what it has open.
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
    output = null;
    CancellationException cause = new CancellationException("the opened flow was closed");
    stack.close(cause);
    Throwable first = null;
    for (Throwable thrown : cause.getSuppressed()) {
      if (first == null) {
        first = thrown;
      } else {
        first.addSuppressed(thrown);
      }
    }
    if (first != null) {
      throw Failures.<RuntimeException>same(first);
    }
  }
}
