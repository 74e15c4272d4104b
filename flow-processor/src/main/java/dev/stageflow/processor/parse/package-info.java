/** Reads a definition stage by stage, as the types flow, into the model. */
@NullMarked
package dev.stageflow.processor.parse;

import org.jspecify.annotations.NullMarked;
