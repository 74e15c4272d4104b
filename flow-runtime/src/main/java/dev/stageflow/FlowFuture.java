package dev.stageflow;

import java.util.concurrent.CompletableFuture;

/**
 * The result of a run on an executor, which is still to come. Whoever completes the future in
 * another way than the run does, by {@code cancel} or {@code orTimeout} for example, cancels the
 * run. A run that is {@linkplain FlowRun#drain() drained} gives the result of what it has taken.
 *
 * <p>A future that is derived from this one, as by {@code thenApply}, is a plain {@link
 * CompletableFuture}: to cancel it does not cancel the run.
 *
 * @param <T> the result's type
 */
public abstract class FlowFuture<T> extends CompletableFuture<T> {

  /** Makes a future that is not completed. */
  protected FlowFuture() {}

  /**
   * Returns the run that gives the result.
   *
   * @return the run, to be inspected, paused and drained; may be called from any thread
   */
  public abstract FlowRun run();
}
