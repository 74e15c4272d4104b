/** Tasks that run in slices on an executor, and wait between two slices without a thread. */
@NullMarked
package dev.stageflow.internal.slice;

import org.jspecify.annotations.NullMarked;
