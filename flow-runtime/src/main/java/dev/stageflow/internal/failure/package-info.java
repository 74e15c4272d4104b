/**
 * Rules for failures that all else shares: the first failure counts, later ones are suppressed into
 * it, and none is wrapped.
 */
@NullMarked
package dev.stageflow.internal.failure;

import org.jspecify.annotations.NullMarked;
