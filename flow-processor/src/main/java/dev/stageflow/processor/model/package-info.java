/** A flow definition as plain values. */
@NullMarked
package dev.stageflow.processor.model;

import org.jspecify.annotations.NullMarked;
