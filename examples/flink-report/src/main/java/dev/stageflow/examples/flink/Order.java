package dev.stageflow.examples.flink;

import java.util.List;

/**
 * What a customer has ordered at once.
 *
 * @param number the customer's number and the order's own one
 * @param items at least one
 */
record Order(String number, List<Item> items) {}
