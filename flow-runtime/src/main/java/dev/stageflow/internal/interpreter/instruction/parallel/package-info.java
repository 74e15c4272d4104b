/** Instructions of parallel stages and forks: what is started, awaited, joined, and released. */
@NullMarked
package dev.stageflow.internal.interpreter.instruction.parallel;

import org.jspecify.annotations.NullMarked;
