/** Errors and warnings: the rules, the locations, the messages, and suggestions. */
@NullMarked
package dev.stageflow.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
