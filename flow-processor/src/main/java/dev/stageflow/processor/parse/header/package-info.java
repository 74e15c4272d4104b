/** Reads what a definition says of itself: its annotation, its constructors, what it suppresses. */
@NullMarked
package dev.stageflow.processor.parse.header;

import org.jspecify.annotations.NullMarked;
