/** Reads from its method alone what a stage takes and gives, how it is called, what it throws. */
@NullMarked
package dev.stageflow.processor.parse.signature;

import org.jspecify.annotations.NullMarked;
