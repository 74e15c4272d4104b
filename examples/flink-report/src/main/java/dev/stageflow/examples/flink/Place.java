package dev.stageflow.examples.flink;

import java.util.Locale;

/** Where the definitions are run. */
enum Place {
  THREAD,
  LOOP,
  FLINK;

  /** Returns the name as an argument has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
