/** A page that is heavy on the processor: TPC-H query 1, computed in memory for many days. */
@NullMarked
package dev.stageflow.examples.report.pricing;

import org.jspecify.annotations.NullMarked;
