/**
 * Runs that are saved, and go on in another process; those that a {@link dev.stageflow.FlowStore}
 * keeps.
 */
@NullMarked
package dev.stageflow.internal.durable;

import org.jspecify.annotations.NullMarked;
