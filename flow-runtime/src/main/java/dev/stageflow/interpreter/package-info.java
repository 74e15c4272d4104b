/**
 * Flows that are put together at run time: {@linkplain dev.stageflow.interpreter.ChainBuilder
 * builders} gather stages, the planner lays them out, and {@linkplain
 * dev.stageflow.interpreter.LevelFrame frames} follow that plan step by step.
 *
 * <p>There are two ways in. {@link dev.stageflow.interpreter.BuiltFlows} is where {@link
 * dev.stageflow.Flow#begin()} goes. {@link dev.stageflow.interpreter.DefinedStages} is told the
 * stages of a definition by its generated class, where others are {@linkplain
 * dev.stageflow.interpreter.AddedStages added} to them.
 */
@NullMarked
package dev.stageflow.interpreter;

import org.jspecify.annotations.NullMarked;
