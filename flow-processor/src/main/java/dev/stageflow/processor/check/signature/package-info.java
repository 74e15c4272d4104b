/**
 * Rules about signatures: what a method may take, return and throw. Each class is the {@link
 * dev.stageflow.processor.diagnostic.Rule} of its name, or a part of it.
 */
@NullMarked
package dev.stageflow.processor.check.signature;

import org.jspecify.annotations.NullMarked;
