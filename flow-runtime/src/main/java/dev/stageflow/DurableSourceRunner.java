package dev.stageflow;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Makes the run of a flow without an input that a {@link FlowStore} keeps under an id. All that
 * {@link DurableRunner} says holds here too.
 *
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 * @param <T> what outputs are written to
 */
public interface DurableSourceRunner<O, T> {

  /**
   * Sets how often the run is saved.
   *
   * @param interval how long the run goes on, or has waited, before it is saved again; 1 s if never
   *     set. Zero saves after each output
   * @return a runner with that interval
   * @throws IllegalArgumentException if it is negative
   */
  DurableSourceRunner<O, T> saveEvery(Duration interval);

  /**
   * Runs to the end on the calling thread, and drops the outputs.
   *
   * @throws Exception as {@link #run(DurableSink)} does
   */
  void run() throws Exception;

  /**
   * Runs to the end on the calling thread.
   *
   * @param sink takes the outputs, on a worker thread
   * @throws RunInUseException if the run is being made elsewhere
   * @throws Exception what a stage, the sink or the store throws
   */
  void run(DurableSink<? super O, ? super T> sink) throws Exception;

  /**
   * Chooses where the run is made.
   *
   * @param executor runs its slices, as of {@link SourceFlow#on}
   * @return starts it there
   */
  Starter<O, T> on(Executor executor);

  /**
   * Starts the run on an executor.
   *
   * @param <O> the outputs' type
   * @param <T> what outputs are written to
   */
  interface Starter<O, T> {

    /**
     * Starts the run, and drops the outputs.
     *
     * @return the run; what keeps it from being opened is its failure
     */
    FlowRun start();

    /**
     * Starts the run.
     *
     * @param sink takes the outputs, on a worker thread
     * @return the run; what keeps it from being opened is its failure
     */
    FlowRun start(DurableSink<? super O, ? super T> sink);
  }
}
