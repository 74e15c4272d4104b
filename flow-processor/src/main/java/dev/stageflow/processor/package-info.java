/** The annotation processor: which rounds there are, and what is done in each. */
@NullMarked
package dev.stageflow.processor;

import org.jspecify.annotations.NullMarked;
