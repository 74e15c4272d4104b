package dev.stageflow;

import dev.stageflow.internal.builder.BuiltFlows;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;

/**
 * A chain of stages that an input is sent through: immutable, usable from many threads at once,
 * each run with a state of its own.
 *
 * <p>Most flows are generated from an annotated class; {@link FlowBuilder} puts one together at run
 * time. Either way it can be run on the calling thread ({@link #run(Object) run}, {@link
 * #collect(Object) collect}, {@link #single single}), be drawn from ({@link #stream stream}, {@link
 * #open open}), or run in slices on an event loop ({@link #on on}).
 *
 * <pre>{@code
 * Flow<Integer, Integer> sum =
 *     Flow.<Integer>begin()
 *         .sequence(n -> List.of(1, 1 + n, 1 + n * 2))
 *         .function(x -> x + 1)
 *         .accumulate(() -> 0, Integer::sum)
 *         .build();
 * int twelve = sum.single(2);
 * }</pre>
 *
 * <p>The methods that run on the calling thread park it while the flow is paused. They throw what
 * the stages throw, that same exception, after everything that the run had open was closed. A
 * generated flow declares only what its definition's methods declare. If the thread is interrupted
 * while it is parked, the run is cancelled, the interrupt flag stays set, and a {@link
 * java.util.concurrent.CancellationException} is thrown. If it would have to park inside a slice of
 * an event loop, the run ends with an {@link IllegalStateException} instead of a deadlock.
 *
 * <p>What a run has open is closed before its end is told, and before {@code close} of a stream or
 * an iterator returns, whether the thread is interrupted or not; the flag stays set. In a slice of
 * an event loop, what a worker thread still reads is closed in the background.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public interface Flow<I, O> {

  /**
   * Starts to build a flow at run time. Without a stage it passes its input on.
   *
   * @param <I> the input's type
   * @return a builder
   */
  static <I> FlowBuilder<I, I> begin() {
    return BuiltFlows.begin();
  }

  /**
   * Starts a flow whose input can be used by later stages.
   *
   * @param input the key under which they name it
   * @param <I> the input's type
   * @return a builder
   */
  static <I> FlowBuilder<I, I> begin(FlowKey<I> input) {
    return BuiltFlows.begin(input);
  }

  /**
   * Returns a flow whose output is its input: a part for flows that are chosen at run time.
   *
   * @param <T> the type of both
   * @return the flow
   */
  static <T> Flow<T, T> identity() {
    return BuiltFlows.identity();
  }

  /**
   * Defines a flow that has itself as a part, such as one that walks a tree. It recurs on the heap:
   * how deep is bounded by memory alone.
   *
   * <pre>{@code
   * Flow<Integer, Integer> less = Flow.<Integer>begin().function(n -> n - 1).build();
   * Flow<Integer, Integer> countdown =
   *     Flow.recursive(
   *         self ->
   *             Flow.<Integer>begin()
   *                 .filter(n -> n > 0)
   *                 .subflows(n -> List.of(Flow.<Integer>identity(), less.then(self)))
   *                 .build());
   * List<Integer> threeTwoOne = countdown.collect(3);
   * }</pre>
   *
   * @param definition takes what stands for the flow, which must not be run meanwhile, and gives
   *     the flow
   * @param <I> the input's type
   * @param <O> the outputs' type
   * @return the flow that the definition gives
   * @throws IllegalArgumentException if that is not a flow that Stageflow generated or built, or is
   *     what it was given
   */
  static <I, O> Flow<I, O> recursive(
      Function<? super Flow<I, O>, ? extends Flow<I, O>> definition) {
    return BuiltFlows.recursive(definition);
  }

  /**
   * Runs to the end on this thread, and drops the outputs.
   *
   * @param input the input
   * @throws Exception what a stage throws
   */
  void run(I input) throws Exception;

  /**
   * Runs to the end on this thread.
   *
   * @param input the input
   * @param sink takes the outputs, on this thread; it may pause
   * @throws Exception what a stage or the sink throws
   */
  void run(I input, Sink<? super O> sink) throws Exception;

  /**
   * Runs to the end on this thread and gathers the outputs.
   *
   * @param input the input
   * @return the outputs, in order; unmodifiable
   * @throws Exception what a stage throws
   */
  List<O> collect(I input) throws Exception;

  /**
   * Runs to the end on this thread and gathers the outputs with a collector.
   *
   * @param input the input
   * @param collector gathers the outputs
   * @param <R> the result's type
   * @return what the collector made
   * @throws Exception what a stage throws
   */
  <R> R collect(I input, Collector<? super O, ?, R> collector) throws Exception;

  /**
   * Runs to the end on this thread, for the one output.
   *
   * @param input the input
   * @return the output
   * @throws java.util.NoSuchElementException if there was none
   * @throws IllegalStateException if a second one came; the run ends there
   * @throws Exception what a stage throws
   */
  O single(I input) throws Exception;

  /**
   * Opens a lazy stream: the flow runs on the thread that draws from it, only as far as it is
   * asked. Close the stream, unless it was read to its end: closing it cancels the run.
   *
   * <p>A checked exception of a stage comes as an {@link UncheckedFlowException}, any other as
   * itself.
   *
   * @param input the input
   * @return the outputs, sequential and ordered
   */
  Stream<O> stream(I input);

  /**
   * Opens a lazy iterator: the flow runs inside {@link FlowIterator#next next}, only as far as is
   * needed for the next output. If the flow pauses, {@code next} throws its {@link PauseFlow}, and
   * may be called again once the pause has ended; so an opened flow can be a sequence of another
   * flow.
   *
   * <p>After a failure {@code next} throws that same failure each time, so a retrying caller does
   * not mistake it for the end. After {@code close} there is no next item; {@code close} throws
   * what closing the flow's sources throws. The iterator is for one thread at a time.
   *
   * @param input the input
   * @return the outputs; closing it cancels the run
   */
  FlowIterator<O> open(I input);

  /**
   * Binds the input.
   *
   * @param input the input
   * @return this flow, with the input given
   */
  SourceFlow<O> bind(I input);

  /**
   * Runs each output through another flow, as soon as it comes.
   *
   * @param next takes this flow's outputs, each in an activation of its own
   * @param <R> the outputs' type
   * @return the composed flow
   * @throws IllegalArgumentException if {@code next} was neither generated nor built by Stageflow
   */
  <R> Flow<I, R> then(Flow<? super O, ? extends R> next);

  /**
   * Sets how the flow is run, whichever way.
   *
   * @param options take the place of all that were set before
   * @return this flow, run with these options
   */
  Flow<I, O> using(FlowOptions options);

  /**
   * Prepares runs on an event loop or any other executor.
   *
   * @param executor runs the slices; a run is on one thread at a time, whatever the executor
   * @return a runner
   */
  FlowRunner<I, O> on(Executor executor);

  /**
   * Describes the stages.
   *
   * @return names, kinds and types of the stages, and a diagram of them
   */
  FlowDescription describe();
}
