package dev.stageflow.engine;

/**
 * Tells a blocking call whether its thread is inside a slice of a loop, and must not park.
 *
 * <p>The mark stays with its thread: to remove it after each slice, and to put a new one before the
 * next, would take longer than a short slice.
 */
final class SliceMark {
  private static final ThreadLocal<SliceMark> MARK = ThreadLocal.withInitial(SliceMark::new);

  private boolean set;

  private SliceMark() {}

  static boolean isSet() {
    return MARK.get().set;
  }

  /** Gives the mark of the thread that asks. */
  static SliceMark ofThread() {
    return MARK.get();
  }

  /**
   * Sets the mark.
   *
   * @return whether it was set before: a stage may start a run on an executor that runs inline
   */
  boolean set() {
    boolean before = set;
    set = true;
    return before;
  }

  /** Puts the mark back to what it was before it was set. */
  void restore(boolean before) {
    set = before;
  }
}
