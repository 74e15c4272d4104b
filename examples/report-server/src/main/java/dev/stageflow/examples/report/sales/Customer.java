package dev.stageflow.examples.report.sales;

/**
 * A customer who lives in a nation.
 *
 * @param key the customer's number
 * @param name such as {@code Customer#000000042}
 * @param segment the market segment, such as {@code MACHINERY}
 */
public record Customer(long key, String name, String segment) {}
