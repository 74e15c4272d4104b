/**
 * What holds for flows on the event loops that users have: Netty's, Vert.x's and the JDK's. {@link
 * dev.stageflow.loops.EventLoopTest} has the cases, its subclasses the loops.
 */
@NullMarked
package dev.stageflow.loops;

import org.jspecify.annotations.NullMarked;
