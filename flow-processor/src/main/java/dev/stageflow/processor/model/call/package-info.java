/** How a method of a definition is called: its arguments, and the use of its result. */
@NullMarked
package dev.stageflow.processor.model.call;

import org.jspecify.annotations.NullMarked;
