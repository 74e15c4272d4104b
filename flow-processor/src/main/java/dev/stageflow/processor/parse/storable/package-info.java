/**
 * Finds out how the values of a durable definition are saved: by the JDK's type, part by part, or
 * by a codec.
 */
@NullMarked
package dev.stageflow.processor.parse.storable;

import org.jspecify.annotations.NullMarked;
