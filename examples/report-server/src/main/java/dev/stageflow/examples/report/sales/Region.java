package dev.stageflow.examples.report.sales;

/**
 * A part of the world.
 *
 * @param key the region's number
 * @param name such as {@code EUROPE}
 */
public record Region(long key, String name) {}
