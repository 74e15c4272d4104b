/** Two definitions, run on this thread, on an event loop, or on Apache Flink. */
@NullMarked
package dev.stageflow.examples.flink;

import org.jspecify.annotations.NullMarked;
