/** Every message that the processor can print. */
@NullMarked
package dev.stageflow.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
