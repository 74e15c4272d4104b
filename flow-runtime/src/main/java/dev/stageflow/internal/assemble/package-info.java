/** Turns the stages of a built flow into a program for the interpreter. */
@NullMarked
package dev.stageflow.internal.assemble;

import org.jspecify.annotations.NullMarked;
