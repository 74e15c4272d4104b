package dev.stageflow.examples.flink;

import java.util.List;

/** The two reports, wherever their definitions are run. */
interface Reports {
  /**
   * Answers TPC-H query 1.
   *
   * @param scale TPC-H's scale factor
   * @return the totals of each group, in no order
   */
  List<Totals> pricing(double scale) throws Exception;

  /**
   * Reports the orders of customers.
   *
   * @param count how many customers, at least 1
   * @return the lines, of which those of one customer are in order
   */
  List<Line> customers(int count) throws Exception;
}
