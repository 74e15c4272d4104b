/**
 * What a run stands on, and what generated frames are written against: the stack that is not the
 * program's, its frames, and how all that is open is closed at the end.
 */
@NullMarked
package dev.stageflow.internal.frame;

import org.jspecify.annotations.NullMarked;
