package dev.stageflow.examples.report.sales;

/**
 * A nation of a region.
 *
 * @param key the nation's number
 * @param name such as {@code FRANCE}
 */
public record Nation(long key, String name) {}
