package dev.stageflow;

import dev.stageflow.function.StageConsumer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps saved runs, each under an id, where they survive the process that makes them. {@code
 * dev.stageflow.jdbc.JdbcFlowStore} keeps them in a table of a database.
 *
 * <p>To implement one: all methods are called on worker threads and may block. Those of the store
 * are called by several threads at a time, those of a session by one at a time. What they throw
 * ends the run as it is.
 *
 * @param <T> what outputs are written to, in one transaction with a save, such as {@code
 *     java.sql.Connection}; {@link Void} for a store that has no such thing
 */
public interface FlowStore<T> {

  /**
   * Opens a run that nobody has open, and keeps others from opening it until the session is closed
   * or its process has ended, however it ended. A run that the store does not know is a new one.
   *
   * @param id the run's id, as its user has chosen it
   * @return the session, which the caller closes
   * @throws RunInUseException if another session has the run open; a store may wait a while before
   * @throws Exception if the store cannot be reached
   */
  Session<T> open(String id) throws Exception;

  /**
   * Lists the runs that the store knows, finished ones too.
   *
   * @return the runs in the order of their ids
   * @throws Exception if the store cannot be reached
   */
  List<StoredRun> runs() throws Exception;

  /**
   * Forgets a run, whether it is finished or not. Started again, it begins anew.
   *
   * @param id the run's id
   * @return whether the store knew it
   * @throws RunInUseException if a session has the run open
   * @throws Exception if the store cannot be reached
   */
  boolean delete(String id) throws Exception;

  /**
   * One run, opened by one process.
   *
   * @param <T> what outputs are written to
   */
  @SuppressWarnings("try") // close() may throw anything, an InterruptedException too
  interface Session<T> extends AutoCloseable {

    /**
     * Returns what was saved last, as of when the session was opened.
     *
     * @return the bytes; null if nothing was saved, or the run is finished
     */
    byte @Nullable [] saved();

    /**
     * Returns whether the run had come to its end when the session was opened.
     *
     * @return true if it had, so that there is nothing more to do
     */
    boolean isFinished();

    /**
     * Writes outputs and saves the run: both, or neither. Once this has returned they survive
     * whatever happens to the process.
     *
     * @param saved what takes the place of what was saved before; not changed afterwards
     * @param outputs writes the outputs since the last save; called once
     * @throws RunInUseException if another session has opened the run meanwhile, because the store
     *     had lost sight of this one; nothing is written
     * @throws Exception if the store cannot do so, or what {@code outputs} throws; nothing is
     *     written then, unless the store cannot know
     */
    void save(byte[] saved, StageConsumer<? super T> outputs) throws Exception;

    /**
     * Writes the last outputs and marks the run as finished: both, or neither. What was saved is
     * dropped. Throws what {@link #save} does.
     *
     * @param outputs writes the outputs since the last save; called once
     * @throws Exception as {@link #save} does
     */
    void finish(StageConsumer<? super T> outputs) throws Exception;

    /**
     * Lets others open the run. Called once, as the last method of the session, after a failure
     * too; what was saved stays.
     *
     * @throws Exception if the store cannot do so; others may be able to open the run all the same
     */
    @Override
    void close() throws Exception;
  }
}
