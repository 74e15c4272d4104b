package dev.stageflow.internal.slice;

/**
 * What a flow's runs took when they had just begun, which is what is expected of its next one. Used
 * by all threads without order: whatever mixture of values they see is a guess, as any is.
 */
public final class FirstSlices {

  /** How many short runs in a row are not measured, which would take longer than such a run. */
  private static final byte UNMEASURED = 15;

  /** 0 before the first run. */
  private float stepNanos;

  private byte unmeasured;

  /**
   * Returns what a step is expected to take.
   *
   * @param unknown what to expect of the first run
   * @return the time, in nanoseconds
   */
  public float stepNanos(float unknown) {
    float known = stepNanos;
    return known == 0 ? unknown : known;
  }

  /** Returns whether the next run is expected to take a few steps, and may do so unmeasured. */
  public boolean takeUnmeasured() {
    if (unmeasured <= 0) {
      return false;
    }
    unmeasured--;
    return true;
  }

  /** A run has taken more steps than a few: the next one is measured, as this one is. */
  public void tookLonger() {
    unmeasured = 0;
  }

  /**
   * Notes what a run took.
   *
   * @param ofStep the time of a step, in nanoseconds
   * @param isShort whether there were only a few steps
   */
  public void measured(float ofStep, boolean isShort) {
    stepNanos = ofStep;
    unmeasured = isShort ? UNMEASURED : 0;
  }
}
