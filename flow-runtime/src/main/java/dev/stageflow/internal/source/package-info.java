/**
 * Sources of items: every kind that a sequence may return, as something that gives one item after
 * the other and is closed.
 */
@NullMarked
package dev.stageflow.internal.source;

import org.jspecify.annotations.NullMarked;
