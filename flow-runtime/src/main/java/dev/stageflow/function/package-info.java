/** Functional interfaces whose methods may throw, one for each shape of stage. */
@NullMarked
package dev.stageflow.function;

import org.jspecify.annotations.NullMarked;
