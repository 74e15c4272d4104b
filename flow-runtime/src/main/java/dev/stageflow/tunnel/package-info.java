/**
 * How items get from one thread to another without either of them waiting: a {@linkplain
 * dev.stageflow.tunnel.Channel channel} between the two, and the {@linkplain
 * dev.stageflow.tunnel.Worker worker} that fills it.
 */
@NullMarked
package dev.stageflow.tunnel;

import org.jspecify.annotations.NullMarked;
