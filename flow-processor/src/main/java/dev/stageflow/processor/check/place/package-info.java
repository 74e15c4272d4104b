/**
 * Rules about where annotations may be, and about the order of stages. Each class is the {@link
 * dev.stageflow.processor.diagnostic.Rule} of its name, or a part of it.
 */
@NullMarked
package dev.stageflow.processor.check.place;

import org.jspecify.annotations.NullMarked;
