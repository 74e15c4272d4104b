/**
 * The rules that a definition's declarations follow: each class is the {@link
 * dev.stageflow.processor.diagnostic.Rule} of its name, or a part of it. Readers check a rule as
 * soon as they know the types that it compares.
 */
@NullMarked
package dev.stageflow.processor.check;

import org.jspecify.annotations.NullMarked;
