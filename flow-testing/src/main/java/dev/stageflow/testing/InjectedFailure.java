package dev.stageflow.testing;

/** What a run is made to fail with, where the test names nothing else. */
final class InjectedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InjectedFailure() {
    super("made to fail by the rehearsal");
  }
}
