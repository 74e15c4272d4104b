package dev.stageflow.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * How a stage has several items at once.
 *
 * @param limit the most items
 * @param ordered whether its values go on in the items' order
 * @param key determines the key of an item, or null
 */
public record Parallel(int limit, boolean ordered, @Nullable Key key) {}
