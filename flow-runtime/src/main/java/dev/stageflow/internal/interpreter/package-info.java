/** Runs the program of a built flow: a frame for each level, and what its instructions work on. */
@NullMarked
package dev.stageflow.internal.interpreter;

import org.jspecify.annotations.NullMarked;
