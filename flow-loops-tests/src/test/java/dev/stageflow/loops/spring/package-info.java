/** Flows in Spring's controllers, as the manual shows them. */
@NullMarked
package dev.stageflow.loops.spring;

import org.jspecify.annotations.NullMarked;
