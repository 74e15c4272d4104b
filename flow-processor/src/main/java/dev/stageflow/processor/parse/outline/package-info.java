/**
 * Shows the planner the stages in their order, and knows which values go from one to another: their
 * types, their names, and what a parameter can take of them.
 */
@NullMarked
package dev.stageflow.processor.parse.outline;

import org.jspecify.annotations.NullMarked;
