/** Calls of stages that are tried again, recovered, or given up after some time. */
@NullMarked
package dev.stageflow.internal.guard;

import org.jspecify.annotations.NullMarked;
