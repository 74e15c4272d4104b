package dev.stageflow.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * How a stage has several items at once.
 *
 * @param limit how many at the most
 * @param ordered whether what it gives goes on in the items' order
 * @param key gives the key of an item, or null
 */
public record Parallel(int limit, boolean ordered, @Nullable Key key) {}
