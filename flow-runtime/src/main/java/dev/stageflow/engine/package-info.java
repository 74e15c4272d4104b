/** What generated code targets: the explicit stack and the frames, contexts and slices on it. */
@NullMarked
package dev.stageflow.engine;

import org.jspecify.annotations.NullMarked;
