/** Reads what a method determines: what it takes and gives, how it is called, what it throws. */
@NullMarked
package dev.stageflow.processor.parse.signature;

import org.jspecify.annotations.NullMarked;
