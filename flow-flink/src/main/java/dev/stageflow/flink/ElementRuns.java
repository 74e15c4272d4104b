package dev.stageflow.flink;

import dev.stageflow.Flow;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowRunner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.java.tuple.Tuple2;
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
  private final MailboxLoop loop;
  private final int capacity;
  private final PassingOrder order;
  private final Output<StreamRecord<O>> output;

  /** The elements whose outputs have not gone on, in the order in which they came. */
  private final Set<ElementRun<I>> held = new LinkedHashSet<>();

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
  }

  /** Starts an element's run, once there is room for it. */
  void add(I element, long timestamp) throws Exception {
    while (held.size() >= capacity) {
      loop.awaitMail();
    }
    FlowFuture<List<O>> outputs = loop.start(() -> runner.collect(element));
    ElementRun<I> run = new ElementRun<>(element, timestamp, outputs.run(), order.addElement());
    held.add(run);
    running++;
    CompletableFuture<List<O>> unused =
        outputs.whenComplete((all, thrown) -> ended(run, all, thrown));
    passOn();
  }

  /** Adds what goes on when all elements have that came before. */
  void addMark(ThrowingRunnable<Exception> mark) throws Exception {
    order.addMark(mark);
    passOn();
  }

  private void ended(ElementRun<I> run, List<O> outputs, @Nullable Throwable thrown) {
    running--;
    if (thrown == null) {
      run.group().complete(() -> goOn(run, outputs));
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

  private void goOn(ElementRun<I> run, List<O> outputs) {
    held.remove(run);
    StreamRecord<O> record = new StreamRecord<>(null);
    for (O each : outputs) {
      record.replace(each);
      if (run.timestamp() != ElementRun.NO_TIMESTAMP) {
        record.setTimestamp(run.timestamp());
      }
      output.collect(record);
    }
  }

  /** Returns the elements whose outputs have not gone on, with their timestamps. */
  List<Tuple2<Long, I>> held() {
    List<Tuple2<Long, I>> elements = new ArrayList<>(held.size());
    for (ElementRun<I> run : held) {
      elements.add(Tuple2.of(run.timestamp(), run.element()));
    }
    return elements;
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
    for (ElementRun<I> each : held) {
      each.run().cancel();
    }
    loop.makeSlicesUntil(() -> running == 0);
    throwFailure();
  }
}
