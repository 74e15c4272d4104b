/** Reads a definition's own declaration: its annotation, constructors, and suppressed warnings. */
@NullMarked
package dev.stageflow.processor.parse.header;

import org.jspecify.annotations.NullMarked;
