package dev.stageflow.examples.report.pricing;

/**
 * An axis from zero upwards, whose ticks are round numbers: 1, 2 or 5 times a power of ten. See
 * Heckbert, "Nice numbers for graph labels", in Graphics Gems, 1990.
 *
 * @param step how far a tick is from the one before
 * @param steps how many ticks there are above zero
 */
record Axis(double step, int steps) {
  private static final int MOST_STEPS = 5;

  /** Returns the shortest axis on which a value has its place; it is more than zero. */
  static Axis upTo(double largest) {
    double least = largest / MOST_STEPS;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = power * round(least / power);
    return new Axis(step, (int) Math.ceil(largest / step));
  }

  private static int round(double number) {
    return number <= 1 ? 1 : number <= 2 ? 2 : number <= 5 ? 5 : 10;
  }

  /** Returns how far a value is from the axis's upper end, from 0 to 1. */
  double fromTop(double value) {
    return 1 - value / (step * steps);
  }
}
