/**
 * What a run stands on: the stack that is not the program's, its frames, the parts of a run that
 * have stacks of their own, and how all that is open is closed at the end.
 */
@NullMarked
package dev.stageflow.internal.frame;

import org.jspecify.annotations.NullMarked;
