package dev.stageflow.benchmarks;

/** A mutable total of charges. */
final class Revenue {
  private long charges;
  private long cents;

  Revenue() {
    this(0, 0);
  }

  Revenue(long charges, long cents) {
    this.charges = charges;
    this.cents = cents;
  }

  void add(long amount) {
    charges++;
    cents += amount;
  }

  /**
   * Adds another total to this one; a stream's collector must be able to, though none here does.
   */
  void addAll(Revenue other) {
    charges += other.charges;
    cents += other.cents;
  }

  long charges() {
    return charges;
  }

  long cents() {
    return cents;
  }
}
