/**
 * Presents the stages to the planner, and knows the values between them: their types, their names,
 * and which of them a parameter can take.
 */
@NullMarked
package dev.stageflow.processor.parse.outline;

import org.jspecify.annotations.NullMarked;
