package dev.stageflow.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a rehearsal says of a flow that is not as it should be. */
final class Complaints {
  private Complaints() {}

  static AssertionError complaint(Runnable rehearsal) {
    return assertThatExceptionOfType(AssertionError.class).isThrownBy(rehearsal::run).actual();
  }
}
