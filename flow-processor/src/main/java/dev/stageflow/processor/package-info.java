/** The annotation processor, and what it does in each round. */
@NullMarked
package dev.stageflow.processor;

import org.jspecify.annotations.NullMarked;
