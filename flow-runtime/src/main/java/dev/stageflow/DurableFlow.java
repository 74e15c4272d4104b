package dev.stageflow;

/**
 * A flow whose runs can be saved, and go on in another process: what is generated of a definition
 * with {@code @FlowDefinition(durable = true)}.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public interface DurableFlow<I, O> extends Flow<I, O> {

  @Override
  DurableFlow<I, O> using(FlowOptions options);

  @Override
  DurableSourceFlow<O> bind(I input);

  /**
   * Makes a run that its caller drives step by step. It has no thread and no store of its own.
   *
   * @param input the input, never null
   * @param sink takes the outputs; it may pause
   * @return the run, no step of which has been made
   * @throws Exception what making the definition throws
   */
  SavedRun stepwise(I input, Sink<? super O> sink) throws Exception;

  /**
   * Restores a run that was {@linkplain SavedRun#save() saved}, also by another process. No stage
   * is called: sequences are opened again by the run's next steps.
   *
   * @param saved what was saved
   * @param sink takes the outputs that are still to come; it may pause
   * @return the run
   * @throws SavedRunException if it is no saved run, or if the definition has changed so that it
   *     does not fit
   * @throws Exception what making the definition throws
   */
  SavedRun restore(byte[] saved, Sink<? super O> sink) throws Exception;

  /**
   * Makes the run that a store keeps under an id: it is saved as it goes on, and outputs are
   * written in the same transactions. Where the store has saved it before, it goes on from there.
   *
   * @param store the store
   * @param id the run's id
   * @param <T> what outputs are written to, such as a database's connection
   * @return makes the run
   */
  <T> DurableRunner<I, O, T> durable(FlowStore<T> store, String id);

  /**
   * Describes how runs are saved: the levels, their steps and values, and the types of these, a
   * line each. A saved run fits a changed definition if this text is the same for the levels that
   * were under way. The processor also writes it as a file beside the compiled classes, {@code
   * META-INF/stageflow/shop.Ledger.form}.
   *
   * @return the text
   */
  String savedForm();
}
