package dev.stageflow.internal.jfr;

import org.jspecify.annotations.Nullable;

/** The way to the JDK's flight recorder, which not every Java runtime has. */
public final class FlightRecorder {
  private static final boolean PRESENT = isPresent();

  private FlightRecorder() {}

  private static boolean isPresent() {
    try {
      Class.forName("jdk.jfr.Event", false, FlightRecorder.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
  }

  /** Returns whether anything of runs is being recorded; takes no more than a few branches. */
  public static boolean isRecording() {
    return PRESENT && RunRecorder.isRecording();
  }

  /** Makes what records a run; null if nothing can be recorded. */
  public static @Nullable RunRecorder recorder() {
    return PRESENT ? new RunRecorder() : null;
  }
}
