/** JMH benchmarks: a flow beside a hand-written loop, streams, Reactor and RxJava. */
@NullMarked
package dev.stageflow.benchmarks;

import org.jspecify.annotations.NullMarked;
