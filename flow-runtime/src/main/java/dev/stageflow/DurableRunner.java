package dev.stageflow;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Makes the run of a durable flow that a {@link FlowStore} keeps under an id. Where the store has
 * saved it, it goes on there; it begins anew where the store does not know it; and if it is
 * finished, it completes at once without calling a stage. Immutable and thread-safe.
 *
 * <pre>{@code
 * FlowRun run =
 *     ledger
 *         .durable(store, "ledger-2026-11")
 *         .saveEvery(Duration.ofMillis(250))
 *         .on(eventLoop)
 *         .start(customer, (row, connection) -> insert(row, connection));
 * }</pre>
 *
 * <h2>What is saved, and when</h2>
 *
 * <p>Outputs are gathered, at most 1,000 of them, and written together with the save in one
 * transaction: on a worker thread, while the run waits. That happens once the {@linkplain
 * #saveEvery interval} is over since the last save, when 1,000 outputs have been gathered, and at
 * the end. A run that waits longer than the interval is saved once, and not again until it goes on.
 * One that is {@linkplain FlowRun#pause() paused} is not saved before it is resumed. So an output
 * is written exactly once, though its stages may be called again: what a run has done since its
 * last save is done again when it goes on.
 *
 * <h2>How it ends</h2>
 *
 * <p>A run that fails, is {@linkplain FlowRun#cancel() cancelled}, times out, or whose process
 * ends, is not finished: outputs since the last save are not written, the last save stays, and when
 * it is started again it goes on from there. The failure of a sink or of a save is the failure of
 * the run, like that of any stage. A run that is {@linkplain FlowRun#drain() drained} comes to its
 * end, and is finished. What is finished is remembered until it is {@linkplain FlowStore#delete
 * deleted}.
 *
 * <p>The store keeps others from making the run at the same time, in this process or in another
 * one: such a run fails with a {@link RunInUseException}. What the store does, opening, saving and
 * closing, happens on worker threads, {@link FlowOptions#tunnelOn} says which, and the session is
 * closed once, however the run ends. All else is as for any other run: {@linkplain Flow#using
 * options}, listeners, timeouts, pauses and progress.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 * @param <T> what outputs are written to, in one transaction with a save
 */
public interface DurableRunner<I, O, T> {

  /**
   * Sets how often the run is saved.
   *
   * @param interval how long the run goes on, or has waited, before it is saved again; 1 s if never
   *     set. Zero saves after each output
   * @return a runner with that interval
   * @throws IllegalArgumentException if it is negative
   */
  DurableRunner<I, O, T> saveEvery(Duration interval);

  /**
   * Runs to the end on the calling thread, and drops the outputs.
   *
   * @param input the input; a run that goes on has the one that it was begun with
   * @throws Exception as {@link #run(Object, DurableSink)} does
   */
  void run(I input) throws Exception;

  /**
   * Runs to the end on the calling thread.
   *
   * @param input the input; a run that goes on has the one that it was begun with
   * @param sink takes the outputs, on a worker thread
   * @throws RunInUseException if the run is being made elsewhere
   * @throws Exception what a stage, the sink or the store throws
   */
  void run(I input, DurableSink<? super O, ? super T> sink) throws Exception;

  /**
   * Chooses where the run is made.
   *
   * @param executor runs its slices, as of {@link Flow#on}
   * @return starts it there
   */
  Starter<I, O, T> on(Executor executor);

  /**
   * Starts the run on an executor.
   *
   * @param <I> the input's type
   * @param <O> the outputs' type
   * @param <T> what outputs are written to
   */
  interface Starter<I, O, T> {

    /**
     * Starts the run, and drops the outputs.
     *
     * @param input the input; a run that goes on has the one that it was begun with
     * @return the run; what keeps it from being opened is its failure
     */
    FlowRun start(I input);

    /**
     * Starts the run.
     *
     * @param input the input; a run that goes on has the one that it was begun with
     * @param sink takes the outputs, on a worker thread
     * @return the run; what keeps it from being opened is its failure
     */
    FlowRun start(I input, DurableSink<? super O, ? super T> sink);
  }
}
