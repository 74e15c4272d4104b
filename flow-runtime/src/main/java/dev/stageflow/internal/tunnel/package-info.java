/**
 * What a run waits for: stages and sources that run on worker threads, the signals between those
 * and the run, and completion stages.
 */
@NullMarked
package dev.stageflow.internal.tunnel;

import org.jspecify.annotations.NullMarked;
