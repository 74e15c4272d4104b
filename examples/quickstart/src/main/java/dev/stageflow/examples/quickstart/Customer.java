package dev.stageflow.examples.quickstart;

import java.util.List;

/**
 * Who buys.
 *
 * @param name the customer's name
 * @param discountPercent what is taken off every price
 * @param orders the orders, oldest first
 */
public record Customer(String name, int discountPercent, List<Order> orders) {}
