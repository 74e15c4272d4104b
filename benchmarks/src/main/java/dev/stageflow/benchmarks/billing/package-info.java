/**
 * A bill for each purchase of a table, by a durable flow and by Spring Batch: both go on where they
 * were stopped, and write each bill once.
 */
@NullMarked
package dev.stageflow.benchmarks.billing;

import org.jspecify.annotations.NullMarked;
