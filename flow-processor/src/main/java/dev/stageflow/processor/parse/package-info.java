/**
 * Reads a definition stage by stage, as the types flow, into the model.
 *
 * <p>Rules are in {@code check}. Errors that are found only while types flow from stage to stage
 * are reported here: an item that does not fit, a failure that cannot occur, a name or a value that
 * is not found, what the planner rejects.
 */
@NullMarked
package dev.stageflow.processor.parse;

import org.jspecify.annotations.NullMarked;
