/**
 * A report of sales by region and customer, with totals, as HTML or as lines of JSON: as a flow, as
 * a loop and with Reactor.
 */
@NullMarked
package dev.stageflow.benchmarks.report;

import org.jspecify.annotations.NullMarked;
