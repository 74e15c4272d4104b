package dev.stageflow;

import java.time.Duration;
import java.time.Instant;

/**
 * A run as a {@link FlowStore} knows it.
 *
 * @param id the id that it was started with
 * @param state whether somebody runs it
 * @param started when it was started first
 * @param saved when it was saved or finished last; when it was started, if it was never saved
 * @param age how long ago that was when the store was asked, by the store's clock
 * @param bytes the size of what is saved; 0 if nothing was, or the run is finished
 */
public record StoredRun(
    String id, State state, Instant started, Instant saved, Duration age, long bytes) {

  /** What becomes of a stored run. */
  public enum State {
    /** A process has the run open. */
    RUNNING,
    /** Nobody has it open: it has failed, was cancelled, or its process has ended. It can go on. */
    STOPPED,
    /** It has come to its end. */
    FINISHED
  }
}
