/** What goes on in the server: its running flows, and how long the event loop is kept busy. */
@NullMarked
package dev.stageflow.examples.report.live;

import org.jspecify.annotations.NullMarked;
