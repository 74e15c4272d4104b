/**
 * Reads a definition stage by stage, as the types flow, into the model.
 *
 * <p>Rules are in {@code check}. Told here is what shows only while types flow from stage to stage:
 * an item that does not fit, a failure that cannot come, a name or a value that is not found, what
 * the planner says.
 */
@NullMarked
package dev.stageflow.processor.parse;

import org.jspecify.annotations.NullMarked;
