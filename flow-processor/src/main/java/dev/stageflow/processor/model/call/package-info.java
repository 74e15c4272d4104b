/**
 * How a method of a definition is called: what it is given, and what is made of what it returns.
 */
@NullMarked
package dev.stageflow.processor.model.call;

import org.jspecify.annotations.NullMarked;
