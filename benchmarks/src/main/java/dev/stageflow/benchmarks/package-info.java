/** JMH benchmarks: a flow beside a hand-written loop, streams, Reactor, RxJava and Pekko. */
@NullMarked
package dev.stageflow.benchmarks;

import org.jspecify.annotations.NullMarked;
