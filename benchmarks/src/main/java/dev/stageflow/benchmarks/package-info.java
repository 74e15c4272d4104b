/**
 * JMH benchmarks: a flow beside a hand-written loop, streams, Reactor, RxJava, Mutiny, Kotlin's
 * flows and Pekko.
 */
@NullMarked
package dev.stageflow.benchmarks;

import org.jspecify.annotations.NullMarked;
