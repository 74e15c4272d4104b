/** Determines how values are saved: as a type of the JDK, part by part, or by a codec. */
@NullMarked
package dev.stageflow.processor.parse.storable;

import org.jspecify.annotations.NullMarked;
