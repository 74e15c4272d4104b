/**
 * Rules about names: those that stages have, and those that annotations refer to. Each class is the
 * {@link dev.stageflow.processor.diagnostic.Rule} of its name, or a part of it.
 */
@NullMarked
package dev.stageflow.processor.check.name;

import org.jspecify.annotations.NullMarked;
