package dev.stageflow.examples.flink;

/**
 * Who buys in the {@link Shop}.
 *
 * @param number from 1
 * @param name the first name
 */
public record Customer(long number, String name) {}
