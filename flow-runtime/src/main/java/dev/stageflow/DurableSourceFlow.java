package dev.stageflow;

/**
 * A flow without an input whose runs can be saved, and go on in another process.
 *
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 * @see DurableFlow
 */
public interface DurableSourceFlow<O> extends SourceFlow<O> {

  @Override
  DurableSourceFlow<O> using(FlowOptions options);

  /**
   * Makes a run that its caller drives step by step. It has no thread and no store of its own.
   *
   * @param sink takes the outputs; it may pause
   * @return the run, no step of which has been made
   * @throws Exception what making the definition throws
   */
  SavedRun stepwise(Sink<? super O> sink) throws Exception;

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
   * Makes the run that a store keeps under an id.
   *
   * @param store the store
   * @param id the run's id
   * @param <T> what outputs are written to, such as a database's connection
   * @return makes the run
   * @see DurableFlow#durable
   */
  <T> DurableSourceRunner<O, T> durable(FlowStore<T> store, String id);

  /**
   * Describes how runs are saved.
   *
   * @return the text
   * @see DurableFlow#savedForm
   */
  String savedForm();
}
