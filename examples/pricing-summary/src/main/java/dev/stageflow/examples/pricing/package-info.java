/** TPC-H query 1 as a flow, next to the same query written by hand. */
@NullMarked
package dev.stageflow.examples.pricing;

import org.jspecify.annotations.NullMarked;
