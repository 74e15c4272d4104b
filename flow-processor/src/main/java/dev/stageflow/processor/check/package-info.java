/**
 * The rules that a definition's declarations follow, checked before the types of its stages: each
 * class is the {@link dev.stageflow.processor.diagnostic.Rule} of its name.
 */
@NullMarked
package dev.stageflow.processor.check;

import org.jspecify.annotations.NullMarked;
