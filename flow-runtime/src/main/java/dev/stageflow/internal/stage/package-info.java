/** The stages of a flow that is built at run time, with their functions. */
@NullMarked
package dev.stageflow.internal.stage;

import org.jspecify.annotations.NullMarked;
