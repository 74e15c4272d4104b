/**
 * What a user of Stageflow imports: {@link dev.stageflow.Flow} and what it takes and gives.
 *
 * <p>Unless a method says otherwise, nothing in this package takes or returns {@code null}, and a
 * {@code null} argument is a {@link NullPointerException}.
 */
@NullMarked
package dev.stageflow;

import org.jspecify.annotations.NullMarked;
