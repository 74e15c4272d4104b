/**
 * Functional interfaces for stages of flows that are built at run time. Each may throw, and a
 * {@link dev.stageflow.PauseFlow} that it throws pauses the flow.
 */
@NullMarked
package dev.stageflow.function;

import org.jspecify.annotations.NullMarked;
