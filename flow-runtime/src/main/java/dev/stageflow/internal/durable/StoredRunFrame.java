package dev.stageflow.internal.durable;

import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.alarm.SaveTimer;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.StartFrame;
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

  /** Whether that is on the stack. */
  private boolean isSaving;

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
    timer = interval.isZero() ? null : new SaveTimer(interval, this::save);
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
        Frame first = saved == null ? flow.begin(this::take) : flow.restore(saved, this::take);
        stack.enter(StartFrame.begun(first));
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
    // A frame may give several outputs in one step.
    if (isFull() && !isSaving) {
      isSaving = true;
      stopTimer();
      stack.call(saving);
    }
  }

  private void save(FlowStack run) {
    isSaving = true;
    run.push(saving);
  }

  private boolean isFull() {
    return outputs.size() >= most;
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
  protected boolean holdsState() {
    return false;
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

    /** What is being saved; null before, and if there is nothing to save. */
    private byte @Nullable [] state;

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      if (state == null) {
        stopTimer();
        stack.holdAlarms();
        state = changed(stack);
      }
      byte[] next = state;
      if (next != null) {
        Outputs.Batch<O, T> written = batch();
        stack.tunnelAction(STORE, () -> session.save(next, written));
        saved = next;
        batch = null;
        state = null;
      }
      stack.pop(this);
      isSaving = false;
      startTimer();
      stack.releaseAlarms();
      return budget - 1;
    }

    /** Returns what is to be saved; null if that is nothing new. */
    private byte @Nullable [] changed(FlowStack stack) {
      // Only what is below is saved.
      stack.pop(this);
      byte[] next = flow.save(stack);
      stack.push(this);
      return outputs.isEmpty() && Arrays.equals(next, saved) ? null : next;
    }

    @Override
    protected boolean holdsState() {
      return false;
    }

    @Override
    protected void close() {}
  }
}
