/** The builders that {@link dev.stageflow.Flow#begin()} leads to. */
@NullMarked
package dev.stageflow.internal.builder;

import org.jspecify.annotations.NullMarked;
