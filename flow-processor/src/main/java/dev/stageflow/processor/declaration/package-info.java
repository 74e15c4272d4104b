/**
 * Definitions as their author wrote them: thin views of the compiler's elements, which live no
 * longer than a round.
 */
@NullMarked
package dev.stageflow.processor.declaration;

import org.jspecify.annotations.NullMarked;
