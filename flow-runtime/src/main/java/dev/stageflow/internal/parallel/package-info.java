/** Stages that have several items at once: what is in flight, and the window that bounds it. */
@NullMarked
package dev.stageflow.internal.parallel;

import org.jspecify.annotations.NullMarked;
