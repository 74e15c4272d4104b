/** Writes the class of a level's frame: its fields, its steps and its loop. */
@NullMarked
package dev.stageflow.processor.write.frame;

import org.jspecify.annotations.NullMarked;
