package dev.stageflow.examples.quickstart;

import java.util.List;

/**
 * What was ordered at one time.
 *
 * @param number the order's number
 * @param paid whether nothing is left to pay
 * @param items what was ordered
 */
public record Order(String number, boolean paid, List<Item> items) {}
