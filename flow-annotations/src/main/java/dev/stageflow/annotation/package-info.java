/** The annotations that make a class's methods the stages of a flow. */
@NullMarked
package dev.stageflow.annotation;

import org.jspecify.annotations.NullMarked;
