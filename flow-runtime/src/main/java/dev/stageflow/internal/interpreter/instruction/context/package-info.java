/** Instructions of contexts, groups and accumulates: what opens, gathers, is full, and closes. */
@NullMarked
package dev.stageflow.internal.interpreter.instruction.context;

import org.jspecify.annotations.NullMarked;
