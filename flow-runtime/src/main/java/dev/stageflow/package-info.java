/** What a user of flows imports: flows, their runs, and what passes in and out of them. */
@NullMarked
package dev.stageflow;

import org.jspecify.annotations.NullMarked;
