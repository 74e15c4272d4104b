/**
 * Writes a flow's class as users see it: its factories, its javadoc, and the layout of the file.
 */
@NullMarked
package dev.stageflow.processor.write;

import org.jspecify.annotations.NullMarked;
