/**
 * Rules about retries, recoveries and timeouts. Each class is the {@link
 * dev.stageflow.processor.diagnostic.Rule} of its name, or a part of it.
 */
@NullMarked
package dev.stageflow.processor.check.guard;

import org.jspecify.annotations.NullMarked;
