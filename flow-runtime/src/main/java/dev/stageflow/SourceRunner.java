package dev.stageflow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Runs a flow that needs no input in slices on an executor; see {@link FlowRunner}, whose rules
 * hold here too.
 *
 * @param <O> the outputs' type
 */
public interface SourceRunner<O> {

  /**
   * Sets how long a slice may take before it returns to the executor. A slice of slow stages is cut
   * short, one of fast stages runs long; a single call of a stage is never cut. In slices of a
   * nanosecond, the shortest, one stage is called at most.
   *
   * @param slice the length aimed at; 1 ms if never set
   * @return a runner with that slice
   * @throws IllegalArgumentException if it is zero or negative
   */
  SourceRunner<O> timeSlice(Duration slice);

  /**
   * Sets the delay after a {@linkplain PauseFlow#now() pause that names no condition}.
   *
   * @param interval the delay; 10 ms if never set
   * @return a runner with that interval
   * @throws IllegalArgumentException if it is negative
   */
  SourceRunner<O> waitInterval(Duration interval);

  /**
   * Sets how long a run may take: one that takes longer is cancelled, and fails with a {@link
   * java.util.concurrent.TimeoutException} once all is closed. See {@link FlowOptions#timeout}.
   *
   * @param timeout the longest time from the start, or from the subscription; any if never set
   * @return a runner with that timeout
   * @throws IllegalArgumentException if it is zero or negative
   */
  SourceRunner<O> timeout(Duration timeout);

  /**
   * Sets where {@linkplain dev.stageflow.annotation.Tunnel tunnelled} stages run. Each run uses one
   * of its threads at most for each of them, and none for one whose buffer is full.
   *
   * @param workers the executor, whose threads may block; virtual threads if never set, or daemon
   *     threads on a JDK that has no virtual ones
   * @return a runner with that executor
   */
  SourceRunner<O> tunnelOn(Executor workers);

  /**
   * Adds a listener, which observes the runs. Several may be added.
   *
   * @param listener the listener, which is called by the threads of all runs
   * @return a runner with that listener too
   */
  SourceRunner<O> listener(FlowListener listener);

  /**
   * Adds what code finds on its thread, such as a logger's MDC: it is carried from the thread that
   * starts a run to those that make it, tunnels included. Several may be added; they are installed
   * in that order, and taken off in the other.
   *
   * @param context captures what is on a thread; called by all threads that start a run
   * @return a runner with that context too
   */
  SourceRunner<O> threadContext(ThreadContext context);

  /**
   * Starts a run and drops its outputs.
   *
   * @return the run, of which no stage has been called yet unless the executor runs inline
   */
  FlowRun start();

  /**
   * Starts a run.
   *
   * @param sink takes the outputs, on the executor's thread; it may pause
   * @return the run, of which no stage has been called yet unless the executor runs inline
   */
  FlowRun start(Sink<? super O> sink);

  /**
   * Starts a run, and makes its first slice within this call: for a thread of the executor that
   * starts many short runs, such as an event loop's own, for each event. A run that completes there
   * never becomes one on the executor, which would take longer than a short run itself. One that
   * waits, or takes longer than a slice, goes on on the executor.
   *
   * <p>A failure is not thrown, nor reported to the thread's uncaught-exception handler: it is that
   * of the run's {@link FlowRun#completion()}.
   *
   * @param sink takes the outputs, here and on the executor's thread; it may pause
   * @return the run; null if it has completed
   */
  @Nullable FlowRun startInline(Sink<? super O> sink);

  /**
   * Starts a run and gathers its outputs.
   *
   * @return the outputs in order, unmodifiable; cancelling the future cancels the run
   */
  FlowFuture<List<O>> collect();

  /**
   * Starts a run and gathers its outputs with a collector.
   *
   * @param collector gathers the outputs, on the executor's thread
   * @param <R> the result's type
   * @return what the collector makes; cancelling the future cancels the run
   */
  <R> FlowFuture<R> collect(Collector<? super O, ?, R> collector);

  /**
   * Starts a run for its one output.
   *
   * @return the output; fails with {@link java.util.NoSuchElementException} if there was none, with
   *     {@link IllegalStateException} if a second one came; cancelling the future cancels the run
   */
  FlowFuture<O> single();

  /**
   * Returns the outputs as a publisher. Each subscriber has a run of its own, which goes only as
   * far as that has asked: no stage is called before the first request, nor after the last output
   * that was requested, so that completion comes with the next request. Cancelling the subscription
   * cancels the run.
   *
   * <p>The subscriber is called on the executor's threads, one at a time; {@code onSubscribe} is
   * called by {@code subscribe}, on its thread. A failure of the run is given to {@code onError} as
   * it is, once all is closed. What the subscriber itself throws cancels the run and goes to the
   * thread's uncaught-exception handler.
   *
   * @return the publisher, whose {@code subscribe} throws a {@link NullPointerException} for a null
   *     subscriber, and may be called from any thread
   */
  Publisher<O> publisher();
}
