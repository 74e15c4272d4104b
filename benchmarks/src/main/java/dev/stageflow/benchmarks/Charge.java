package dev.stageflow.benchmarks;

/**
 * What a sale earned.
 *
 * @param product the product's number
 * @param cents the amount, in cents
 */
record Charge(int product, long cents) {}
