/**
 * Lays the stages of a definition out as levels and steps: the processor prints this plan as Java,
 * the interpreter follows it, so the two cannot differ in meaning.
 */
@NullMarked
package dev.stageflow.internal.plan;

import org.jspecify.annotations.NullMarked;
