package dev.stageflow.internal.run;

import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.alarm.RunTimeout;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.tunnel.RunContext;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A run that advances only on demand, on the thread that calls it.
 *
 * <p>After the end, and after {@link #close()}, there is no next item. After a failure, {@link
 * #next()} throws that same failure each time, so that a retrying caller does not mistake it for
 * the end.
 */
final class OpenedFlow<O> implements Opened<O>, Sink<O> {
  private final FlowStack stack;

  /** Null while the run needs none. */
  private @Nullable SliceBudget budget;

  /** The output at which the run has stopped. */
  private @Nullable O output;

  /** How the run ends, if it has failed or is cancelled. */
  private @Nullable Ending ending;

  /** Whether a stage is being called, which may be one that closes this. */
  private boolean running;

  /** Whether the run has begun. */
  private boolean begun;

  private boolean closed;

  /** Set by any thread; volatile, so that a run without outputs comes to see it. */
  private volatile boolean cancelled;

  OpenedFlow(RunFactory<O> runs, FlowOptions options) {
    stack = runs.newStack(this, options, RunClock.SYSTEM);
  }

  @Override
  public void accept(O item) {
    output = item;
    stack.halt();
  }

  @Override
  public @Nullable O next() throws Exception {
    runToOutput();
    if (ending != null) {
      CompletableFuture<Void> rest = ending.close();
      if (rest != null) {
        throw PauseFlow.until(rest);
      }
    }
    return taken();
  }

  @Override
  public @Nullable O nextParking() throws Exception {
    while (true) {
      try {
        runToOutput();
        break;
      } catch (PauseFlow pause) {
        park(pause);
      }
    }
    if (ending != null) {
      BlockingRun.close(ending);
    }
    return taken();
  }

  private void park(PauseFlow pause) {
    stack.begin();
    try {
      BlockingRun.park(pause, stack.options().waitInterval());
    } catch (Throwable thrown) {
      fail(thrown);
    }
  }

  /** Runs until there is an output, or the run has ended, unless it has done so before. */
  private void runToOutput() throws PauseFlow {
    if (running) {
      throw new IllegalStateException("a stage must not ask its own run for the next output");
    }
    if (ending != null) {
      return;
    }
    if (!begun) {
      begun = true;
      RunTimeout.set(stack);
    }
    running = true;
    stack.begin();
    RunContext context = stack.workplace().context();
    if (context == RunContext.NONE) {
      callStages();
    } else {
      context.run(this::callStages);
    }
    running = false;
    PauseFlow pause = stack.takePause();
    if (ending != null) {
      return;
    }
    if (closed) {
      cancelRun();
    } else if (pause != null) {
      throw pause;
    } else if (output == null && stack.isEmpty() && stack.givenUp() != null) {
      ending = Ending.completed(stack);
    }
  }

  private void callStages() {
    try {
      while (output == null && !closed && !stack.isEmpty()) {
        if (cancelled) {
          throw new CancellationException("the opened flow was cancelled");
        }
        budget =
            SliceBudget.runUndisturbed(stack, budget, () -> output != null || closed || cancelled);
        if (stack.isPaused()) {
          break;
        }
      }
    } catch (Throwable thrown) {
      fail(thrown);
    }
  }

  private void fail(Throwable thrown) {
    output = null;
    ending = Ending.failed(stack, thrown);
  }

  private void cancelRun() {
    output = null;
    ending = Ending.cancelled(stack, new CancellationException("the opened flow was closed"));
  }

  private @Nullable O taken() throws Exception {
    if (ending != null) {
      if (ending.state() == State.FAILED) {
        throw Failures.<Exception>same(Objects.requireNonNull(ending.cause()));
      }
      ending.requireClosed();
    }
    O next = output;
    output = null;
    return next;
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
      return;
    }
    if (ending == null) {
      cancelRun();
    }
    Ending known = Objects.requireNonNull(ending);
    BlockingRun.close(known);
    known.requireClosed();
  }

  @Override
  public void abandon() throws Exception {
    closed = true;
    if (ending == null) {
      cancelRun();
    }
    Ending known = Objects.requireNonNull(ending);
    CompletableFuture<Void> rest = known.closeInBackground();
    if (!rest.isDone()) {
      throw PauseFlow.until(rest.thenRun(known::requireClosed));
    }
    known.requireClosed();
  }
}
