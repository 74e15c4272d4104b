package dev.stageflow.examples.quickstart;

/**
 * A product in an order.
 *
 * @param product the product's name
 * @param quantity pieces
 */
public record Item(String product, int quantity) {}
