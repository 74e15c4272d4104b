/**
 * What can be told of a definition's declarations before the types of its stages are followed: each
 * class is the {@link dev.stageflow.processor.diagnostic.Rule} of its name.
 */
@NullMarked
package dev.stageflow.processor.check;

import org.jspecify.annotations.NullMarked;
