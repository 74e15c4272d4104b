package dev.stageflow.benchmarks.fanout;

/** A service wants to be asked again. */
final class Busy extends Exception {
  private static final long serialVersionUID = 1L;

  Busy() {
    super(null, null, false, false);
  }
}
