/** Values between two stages: how they are unwrapped, gathered, and replaced by added functions. */
@NullMarked
package dev.stageflow.internal.value;

import org.jspecify.annotations.NullMarked;
