/** Reads annotated elements into the model. */
@NullMarked
package dev.stageflow.processor.parse;

import org.jspecify.annotations.NullMarked;
