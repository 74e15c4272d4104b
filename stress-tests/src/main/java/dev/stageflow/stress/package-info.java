/**
 * jcstress tests of what two threads tell one another. An outcome that must not be is forbidden by
 * name; all others are acceptable.
 */
@NullMarked
package dev.stageflow.stress;

import org.jspecify.annotations.NullMarked;
