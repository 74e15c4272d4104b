/** Definitions as they are declared: thin views of the compiler's elements, valid for one round. */
@NullMarked
package dev.stageflow.processor.declaration;

import org.jspecify.annotations.NullMarked;
