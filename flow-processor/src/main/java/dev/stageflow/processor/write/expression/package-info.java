/**
 * Makes the expressions of generated code: the names of variables and types, and the calls of the
 * definition's methods.
 */
@NullMarked
package dev.stageflow.processor.write.expression;

import org.jspecify.annotations.NullMarked;
