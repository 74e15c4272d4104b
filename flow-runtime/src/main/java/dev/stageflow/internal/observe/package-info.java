/** What others learn of a run: listeners, progress and traces. */
@NullMarked
package dev.stageflow.internal.observe;

import org.jspecify.annotations.NullMarked;
