/** Instructions of a built flow's program that call stages, and pass items on to others. */
@NullMarked
package dev.stageflow.internal.interpreter.instruction;

import org.jspecify.annotations.NullMarked;
