/** The rules that a definition must keep, one class for each. */
@NullMarked
package dev.stageflow.processor.check;

import org.jspecify.annotations.NullMarked;
