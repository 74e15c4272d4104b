package dev.stageflow.internal.jfr;

import org.jspecify.annotations.Nullable;

/** The way to the JDK's flight recorder, which not every Java runtime has. */
public final class FlightRecorder {
  private static final boolean PRESENT = isPresent();

  private FlightRecorder() {}

  private static boolean isPresent() {
    try {
      Class.forName("jdk.jfr.FlightRecorder", false, FlightRecorder.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  /**
   * Returns whether there has been a recording. Without one, to ask whether an event is enabled
   * would load and instrument a hundred classes, which takes as long as all else up to a first run.
   */
  private static boolean isInUse() {
    return PRESENT && jdk.jfr.FlightRecorder.isInitialized();
  }

  /** Returns whether anything of runs is being recorded; takes no more than a few branches. */
  public static boolean isRecording() {
    return isInUse() && RunRecorder.isRecording();
  }

  /** Makes what records a run; null if nothing is recorded. */
  public static @Nullable RunRecorder recorder() {
    return isInUse() ? new RunRecorder() : null;
  }
}
