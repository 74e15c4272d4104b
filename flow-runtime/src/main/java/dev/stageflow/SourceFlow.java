package dev.stageflow;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collector;
import java.util.stream.Stream;

/**
 * A flow that needs no input: its first stage takes none, or its input was {@linkplain Flow#bind
 * bound}. Its methods are those of {@link Flow}, with the same rules, without the input.
 *
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public interface SourceFlow<O> {

  /**
   * Runs to the end on this thread, and drops the outputs.
   *
   * @throws Exception what a stage throws
   */
  void run() throws Exception;

  /**
   * Runs to the end on this thread.
   *
   * @param sink takes the outputs, on this thread; it may pause
   * @throws Exception what a stage or the sink throws
   */
  void run(Sink<? super O> sink) throws Exception;

  /**
   * Runs to the end on this thread and gathers the outputs.
   *
   * @return the outputs, in order; unmodifiable
   * @throws Exception what a stage throws
   */
  List<O> collect() throws Exception;

  /**
   * Runs to the end on this thread and gathers the outputs with a collector.
   *
   * @param collector gathers the outputs
   * @param <R> the result's type
   * @return what the collector made
   * @throws Exception what a stage throws
   */
  <R> R collect(Collector<? super O, ?, R> collector) throws Exception;

  /**
   * Runs to the end on this thread, for the one output.
   *
   * @return the output
   * @throws java.util.NoSuchElementException if there was none
   * @throws IllegalStateException if a second one came; the run ends there
   * @throws Exception what a stage throws
   */
  O single() throws Exception;

  /**
   * Opens a lazy stream; see {@link Flow#stream}.
   *
   * @return the outputs, sequential and ordered
   */
  Stream<O> stream();

  /**
   * Opens a lazy iterator; see {@link Flow#open}.
   *
   * @return the outputs; closing it cancels the run
   */
  FlowIterator<O> open();

  /**
   * Runs each output through another flow, as soon as it comes.
   *
   * @param next takes this flow's outputs, each in an activation of its own
   * @param <R> the outputs' type
   * @return the composed flow
   * @throws IllegalArgumentException if {@code next} was neither generated nor built by Stageflow
   */
  <R> SourceFlow<R> then(Flow<? super O, ? extends R> next);

  /**
   * Sets how the flow is run, whichever way.
   *
   * @param options take the place of all that were set before
   * @return this flow, run with these options
   */
  SourceFlow<O> using(FlowOptions options);

  /**
   * Prepares runs on an event loop or any other executor.
   *
   * @param executor runs the slices; a run is on one thread at a time, whatever the executor
   * @return a runner
   */
  SourceRunner<O> on(Executor executor);

  /**
   * Describes the stages.
   *
   * @return names, kinds and types of the stages, and a diagram of them
   */
  FlowDescription describe();
}
