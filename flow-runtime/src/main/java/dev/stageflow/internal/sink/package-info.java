/** Sinks that stand between a run and what its caller has given: they gather, count, and wait. */
@NullMarked
package dev.stageflow.internal.sink;

import org.jspecify.annotations.NullMarked;
