package dev.stageflow.internal.tunnel;

import dev.stageflow.internal.source.Abandonable;
import org.jspecify.annotations.Nullable;

/**
 * What a stage has started and what goes on elsewhere, while its run is paused. A run waits for one
 * such thing at a time.
 *
 * @param <T> the result's type
 */
public interface Awaited<T> extends Abandonable {

  /**
   * Returns the result. Called by the run.
   *
   * @return the result, which may be null
   * @throws dev.stageflow.PauseFlow as long as there is none
   * @throws Exception what it failed with
   */
  @Nullable T result() throws Exception;

  /**
   * Ends the items of a sequence that is being opened: it is closed when its frame is. From now on
   * {@link #result()} does not pause.
   *
   * @return whether this is such a sequence; else nothing has happened
   */
  default boolean endItems() {
    return false;
  }

  /** Returns whether {@link #result()} does not pause. */
  boolean hasEnded();
}
