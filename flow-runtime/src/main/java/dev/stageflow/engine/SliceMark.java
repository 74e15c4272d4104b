package dev.stageflow.engine;

import org.jspecify.annotations.Nullable;

/** Tells a blocking call whether its thread is inside a slice of a loop, and must not park. */
final class SliceMark {
  private static final ThreadLocal<@Nullable Boolean> MARK = new ThreadLocal<>();

  private SliceMark() {}

  static boolean isSet() {
    return MARK.get() != null;
  }

  /**
   * Sets the mark.
   *
   * @return whether it was set before: a stage may start a run on an executor that runs inline
   */
  static boolean set() {
    boolean before = isSet();
    MARK.set(Boolean.TRUE);
    return before;
  }

  /** Puts the mark back to what it was before it was set. */
  static void restore(boolean before) {
    if (!before) {
      MARK.remove();
    }
  }
}
