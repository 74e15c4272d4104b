/** Runs: blocking, on an executor, for a subscriber, or item by item as an iterator. */
@NullMarked
package dev.stageflow.internal.run;

import org.jspecify.annotations.NullMarked;
