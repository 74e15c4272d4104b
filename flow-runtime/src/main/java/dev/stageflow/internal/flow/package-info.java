/**
 * Flows as objects: the base classes of generated flows, and flows that are joined, bound,
 * recursive or given options.
 */
@NullMarked
package dev.stageflow.internal.flow;

import org.jspecify.annotations.NullMarked;
