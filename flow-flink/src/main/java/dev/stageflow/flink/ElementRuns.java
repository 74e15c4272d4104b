package dev.stageflow.flink;

import dev.stageflow.DurableFlow;
import dev.stageflow.Flow;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRunner;
import dev.stageflow.SavedRun;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * The runs of an operator, one for each element. A run ends within a slice, and what it has given
 * goes on after the slice: so an exception of the operators behind this one fails the task, and is
 * not lost in a callback. For the task's thread, which alone makes slices.
 */
final class ElementRuns<I, O> {
  private final FlowRunner<I, O> runner;

  /** Makes runs that can be saved; null if the flow is not durable. */
  private final @Nullable DurableFlow<I, O> durable;

  private final MailboxLoop loop;
  private final int capacity;
  private final PassingOrder order;
  private final Output<StreamRecord<O>> output;

  /** The elements whose outputs have not gone on, in the order in which they came. */
  private final Set<ElementRun<I, O>> held = new LinkedHashSet<>();

  /** How many runs have not ended. */
  private int running;

  private boolean closing;

  /** What the first run that failed has thrown, or the first that could not be closed. */
  private @Nullable Throwable failure;

  ElementRuns(
      Flow<I, O> flow,
      int capacity,
      boolean ordered,
      MailboxExecutor mailbox,
      ProcessingTimeService time,
      Output<StreamRecord<O>> output) {
    this.capacity = capacity;
    this.output = output;
    order = new PassingOrder(ordered);
    loop = new MailboxLoop(mailbox, time, this::passOn);
    runner = flow.on(loop);
    durable = flow instanceof DurableFlow<I, O> savable ? savable : null;
  }

  /** Starts an element's run, once there is room for it. */
  void add(I element, long timestamp) throws Exception {
    awaitRoom();
    ElementRun<I, O> run = new ElementRun<>(element, timestamp);
    if (durable != null) {
      start(run, durable.stepwise(element, run));
      return;
    }
    FlowRun goingOn = runner.startInline(element, run);
    if (goingOn != null) {
      hold(run, goingOn, null);
      goingOn.completion().whenComplete((nothing, thrown) -> ended(run, thrown));
    } else if (order.isEmpty()) {
      output(run);
    } else {
      hold(run, null, null);
      ended(run, null);
    }
    passOn();
  }

  /**
   * Has an element's run go on, once there is room for it.
   *
   * @param saved the run as it was saved; if it is nothing, or the flow is not durable any more,
   *     the element is run from its beginning
   * @param outputs what it had given
   */
  void restore(I element, long timestamp, byte[] saved, List<O> outputs) throws Exception {
    if (durable == null || saved.length == 0) {
      add(element, timestamp);
      return;
    }
    awaitRoom();
    ElementRun<I, O> run = new ElementRun<>(element, timestamp);
    outputs.forEach(run::accept);
    start(run, durable.restore(saved, run));
  }

  private void start(ElementRun<I, O> run, SavedRun savable) throws Exception {
    FlowFuture<Void> end = loop.start(() -> savable.on(loop));
    hold(run, end.run(), savable);
    CompletableFuture<Void> unused = end.whenComplete((nothing, thrown) -> ended(run, thrown));
    passOn();
  }

  private void awaitRoom() throws InterruptedException {
    while (held.size() >= capacity) {
      loop.awaitMail();
    }
  }

  private void hold(ElementRun<I, O> run, @Nullable FlowRun goingOn, @Nullable SavedRun savable) {
    run.hold(goingOn, savable, order.addElement());
    held.add(run);
    running++;
  }

  /** Adds what goes on when all elements have that came before. */
  void addMark(ThrowingRunnable<Exception> mark) throws Exception {
    order.addMark(mark);
    passOn();
  }

  private void ended(ElementRun<I, O> run, @Nullable Throwable thrown) {
    running--;
    if (thrown == null) {
      run.completed();
      run.group().complete(() -> goOn(run));
    } else if (!closing || tellsOfMore(thrown)) {
      fail(thrown);
    }
  }

  /** Returns whether this is more than the cancellation that was asked for. */
  private static boolean tellsOfMore(Throwable thrown) {
    return !(thrown instanceof CancellationException) || thrown.getSuppressed().length > 0;
  }

  private void fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  private void throwFailure() throws Exception {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof Exception exception) {
      throw exception;
    }
  }

  private void passOn() throws Exception {
    throwFailure();
    order.passOn();
  }

  private void goOn(ElementRun<I, O> run) {
    held.remove(run);
    output(run);
  }

  private void output(ElementRun<I, O> run) {
    StreamRecord<O> record = new StreamRecord<>(null);
    for (O each : run.outputs()) {
      record.replace(each);
      if (run.timestamp() != ElementRun.NO_TIMESTAMP) {
        record.setTimestamp(run.timestamp());
      }
      output.collect(record);
    }
  }

  /** Returns the elements whose outputs have not gone on, in the order in which they came. */
  Collection<ElementRun<I, O>> held() {
    return Collections.unmodifiableCollection(held);
  }

  /** Waits until all outputs have gone on. */
  void finish() throws InterruptedException {
    while (!held.isEmpty()) {
      loop.awaitMail();
    }
  }

  /** Cancels all runs, and waits until they have closed what they have open. */
  void close() throws Exception {
    closing = true;
    failure = null; // The task has it.
    for (ElementRun<I, O> each : held) {
      each.cancel();
    }
    loop.makeSlicesUntil(() -> running == 0);
    throwFailure();
  }
}
