package dev.stageflow.examples.report.sales;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An order of a customer.
 *
 * @param key the order's number
 * @param date the day on which it was placed
 * @param status {@code O} open, {@code F} fulfilled, {@code P} fulfilled in part
 * @param price the price of all its items
 */
public record Order(long key, LocalDate date, String status, BigDecimal price) {}
