/** Runs the program of a built flow: frames, and one instruction for each kind of step. */
@NullMarked
package dev.stageflow.internal.interpreter;

import org.jspecify.annotations.NullMarked;
