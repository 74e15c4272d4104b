/**
 * Flows that are put together at run time: {@linkplain dev.stageflow.interpreter.ChainBuilder
 * builders} gather stages, the planner lays them out, and {@linkplain
 * dev.stageflow.interpreter.LevelFrame frames} follow that plan step by step.
 *
 * <p>{@link dev.stageflow.interpreter.BuiltFlows} is the only way in.
 */
@NullMarked
package dev.stageflow.interpreter;

import org.jspecify.annotations.NullMarked;
