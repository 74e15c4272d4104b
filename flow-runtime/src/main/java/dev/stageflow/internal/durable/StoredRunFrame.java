package dev.stageflow.internal.durable;

import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.SaveTimer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stands below the frames of a run that a store keeps: opens it, begins it or has it go on, and
 * marks it as finished at its end.
 */
final class StoredRunFrame<O, T> extends Frame {

  /** What a thread dump shows. */
  private static final String STORE = "store";

  private enum Step {
    OPEN,
    BEGIN,
    FINISH,
    CLOSE
  }

  private final SavableFlow<O> flow;
  private final FlowStack stack;
  private final Sink<? super O> counted;
  private final OpenSession<T> session;
  private final Outputs<O, T> outputs;

  /** How many outputs are gathered before the run is saved. */
  private final int most;

  /** Saves the run at times; null if it is saved after each output. */
  private final @Nullable SaveTimer timer;

  private final SavingFrame saving = new SavingFrame();
  private Step step = Step.OPEN;

  /** What was saved last; null if nothing was. */
  private byte @Nullable [] saved;

  /** The outputs that are being written; null while none are. */
  private Outputs.@Nullable Batch<O, T> batch;

  /**
   * Makes a frame that is on no stack.
   *
   * @param stack the stack that it will be on
   * @param counted is given each output at once
   * @param interval the time between two saves; zero to save after each output
   */
  StoredRunFrame(
      SavableFlow<O> flow,
      FlowStack stack,
      Sink<? super O> counted,
      OpenSession<T> session,
      Outputs<O, T> outputs,
      Duration interval) {
    this.flow = flow;
    this.stack = stack;
    this.counted = counted;
    this.session = session;
    this.outputs = outputs;
    most = interval.isZero() ? 1 : Outputs.MOST;
    timer = interval.isZero() ? null : new SaveTimer(interval, run -> run.push(saving));
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    switch (step) {
      case OPEN -> {
        stack.tunnelAction(STORE, session::open);
        step = session.isFinished() ? Step.CLOSE : Step.BEGIN;
      }
      case BEGIN -> {
        saved = session.saved();
        stack.push(saved == null ? flow.begin(this::take) : flow.restore(saved, this::take));
        step = Step.FINISH;
        startTimer();
      }
      case FINISH -> {
        stopTimer();
        Outputs.Batch<O, T> last = batch();
        stack.tunnelAction(STORE, () -> session.finish(last));
        batch = null;
        step = Step.CLOSE;
      }
      case CLOSE -> {
        stack.tunnelAction(STORE, session::close);
        stack.pop(this);
      }
    }
    return budget - 1;
  }

  private void take(O output) throws Exception {
    counted.accept(output);
    outputs.add(output);
    if (outputs.size() >= most) {
      stack.call(saving);
    }
  }

  /** Returns the outputs that are being written, from now on those that were gathered so far. */
  private Outputs.Batch<O, T> batch() {
    Outputs.Batch<O, T> taken = batch;
    if (taken == null) {
      taken = outputs.take();
      batch = taken;
    }
    return taken;
  }

  private void startTimer() {
    if (timer != null) {
      timer.begin(stack);
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.end();
    }
  }

  @Override
  protected void close() throws PauseFlow {
    CompletableFuture<Void> closed = session.closeApart(stack.workplace(), STORE);
    if (closed != null) {
      throw PauseFlow.until(closed);
    }
  }

  /** Stands on top while the run is saved. */
  private final class SavingFrame extends Frame {

    /** What is being saved; null before. */
    private byte @Nullable [] state;

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      byte[] next = state;
      if (next == null) {
        stopTimer();
        // Only what is below is saved.
        stack.pop(this);
        next = flow.save(stack, StoredRunFrame.this);
        stack.push(this);
        state = next;
      }
      save(next);
      batch = null;
      state = null;
      stack.pop(this);
      startTimer();
      return budget - 1;
    }

    private void save(byte[] next) throws Exception {
      Outputs.Batch<O, T> written = batch();
      if (!written.isEmpty() || !Arrays.equals(next, saved)) {
        stack.tunnelAction(STORE, () -> session.save(next, written));
        saved = next;
      }
    }

    @Override
    protected void close() {}
  }
}
