/** Stages and sources that run on worker threads, and the signals between those and the run. */
@NullMarked
package dev.stageflow.internal.tunnel;

import org.jspecify.annotations.NullMarked;
