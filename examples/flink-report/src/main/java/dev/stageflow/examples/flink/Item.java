package dev.stageflow.examples.flink;

/**
 * A line of an order.
 *
 * @param article what was ordered
 * @param quantity how many of them
 */
record Item(String article, int quantity) {}
