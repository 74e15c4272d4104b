package dev.stageflow.benchmarks;

import java.util.List;

/**
 * The top of the data that three nested sequences read.
 *
 * @param customers those who live there
 */
record Region(List<Customer> customers) {

  /**
   * One who orders.
   *
   * @param rebatePercent what is taken off all of the customer's orders, from 0 to 100
   * @param orders the orders
   */
  record Customer(int rebatePercent, List<Order> orders) {}

  /**
   * What is bought at once.
   *
   * @param percentOff the discount on each line, from 0 to 100
   * @param lines what is bought
   */
  record Order(int percentOff, List<Line> lines) {}

  /**
   * One product of an order.
   *
   * @param quantity how many
   * @param cents the price of one, in cents
   */
  record Line(int quantity, long cents) {}
}
