/**
 * How stages become levels and steps: made once by the {@linkplain dev.stageflow.plan.Planner
 * planner}, then either printed as Java by the annotation processor or followed by the interpreter.
 * So generated and built flows cannot differ in meaning.
 */
@NullMarked
package dev.stageflow.plan;

import org.jspecify.annotations.NullMarked;
