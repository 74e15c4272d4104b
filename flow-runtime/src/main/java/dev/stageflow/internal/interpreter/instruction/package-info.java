/** The instructions of a built flow's program: one class for each kind of step. */
@NullMarked
package dev.stageflow.internal.interpreter.instruction;

import org.jspecify.annotations.NullMarked;
