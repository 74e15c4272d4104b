package dev.stageflow.internal.run;

import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** An opened flow whose run is heard of and controlled. */
final class ControlledFlow<O> implements Opened<O>, Sink<O> {
  private final CallerRun run;

  /** The output at which the run has stopped. */
  private @Nullable O output;

  /** Whether the run has begun. */
  private boolean begun;

  /** Whether a stage is being called, which may be one that closes this. */
  private boolean running;

  private boolean closed;

  ControlledFlow(RunFactory<O> runs, FlowOptions options) {
    run = CallerRun.opened(runs, this, options);
  }

  @Override
  public void accept(O item) {
    output = item;
    run.controls().awaitDemand();
  }

  @Override
  public @Nullable O next() throws Exception {
    runToOutput();
    if (output == null && !run.isEnded()) {
      throw run.pause();
    }
    return taken();
  }

  @Override
  public @Nullable O nextParking() throws Exception {
    runToOutput();
    while (output == null && !run.isEnded() && run.park()) {
      runToOutput();
    }
    return taken();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      run.controls().start();
    }
  }

  private void runToOutput() {
    if (running) {
      throw new IllegalStateException("a stage must not ask its own run for the next output");
    }
    running = true;
    begin();
    run.controls().goOn();
    run.makeSlices();
    running = false;
  }

  private @Nullable O taken() throws Exception {
    O next = output;
    output = null;
    if (next != null && !closed) {
      return next;
    }
    Ending known = run.ending();
    Throwable cause = known.cause();
    if (cause != null && !(closed && known.state() == State.CANCELLED)) {
      throw Failures.<Exception>same(cause);
    }
    known.requireClosed();
    return null;
  }

  @Override
  public void cancel() {
    run.controls().abort(new CancellationException("the opened flow was cancelled"));
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
    run.controls().cancel();
    begin();
    if (!running) {
      run.runToEnd();
      run.ending().requireClosed();
    }
  }

  @Override
  public void abandon() throws Exception {
    closed = true;
    run.controls().cancel();
    begin();
    run.leave();
    Ending known = run.ending();
    if (!run.isEnded()) {
      throw PauseFlow.until(
          run.controls()
              .completion()
              .handle((nothing, failure) -> null)
              .thenRun(known::requireClosed));
    }
    known.requireClosed();
  }
}
