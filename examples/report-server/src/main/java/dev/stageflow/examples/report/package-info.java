/** A report server: web pages made by flows, on one event-loop thread that nothing blocks. */
@NullMarked
package dev.stageflow.examples.report;

import org.jspecify.annotations.NullMarked;
