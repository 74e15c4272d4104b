/** Where a run is, stage by stage, as a trace shows it: what a frame says of itself. */
@NullMarked
package dev.stageflow.internal.position;

import org.jspecify.annotations.NullMarked;
