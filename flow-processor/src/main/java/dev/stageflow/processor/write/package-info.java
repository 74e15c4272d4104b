/** Turns the model into source files. */
@NullMarked
package dev.stageflow.processor.write;

import org.jspecify.annotations.NullMarked;
