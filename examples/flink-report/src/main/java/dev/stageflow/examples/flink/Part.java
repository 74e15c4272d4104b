package dev.stageflow.examples.flink;

/**
 * A part of TPC-H's table of line items: some of its orders.
 *
 * @param scale TPC-H's scale factor, positive: at 1 the table has six million line items
 * @param number which part, from 1
 * @param parts how many there are
 */
public record Part(double scale, int number, int parts) {
  /** Returns the whole table. */
  static Part whole(double scale) {
    return new Part(scale, 1, 1);
  }
}
