/** The runs that a {@link dev.stageflow.FlowStore} keeps: begun, saved, and gone on with. */
@NullMarked
package dev.stageflow.internal.durable;

import org.jspecify.annotations.NullMarked;
