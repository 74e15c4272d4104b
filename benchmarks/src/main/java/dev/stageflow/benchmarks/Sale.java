package dev.stageflow.benchmarks;

/**
 * Goods that were sold.
 *
 * @param product the product's number
 * @param quantity how many were sold
 * @param cents the price of one, in cents
 * @param percentOff the discount, from 0 to 100
 * @param returned whether they came back
 */
record Sale(int product, int quantity, long cents, int percentOff, boolean returned) {}
