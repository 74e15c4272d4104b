package dev.stageflow.examples.flink;

/**
 * A line of the report.
 *
 * @param customer the number of the customer whom it is about
 * @param text what it says
 */
public record Line(long customer, String text) {}
