/**
 * An import of CSV files into a database, by batches and with rejects: as a flow, as a loop, with
 * Reactor and with Spring Batch.
 */
@NullMarked
package dev.stageflow.benchmarks.imports;

import org.jspecify.annotations.NullMarked;
