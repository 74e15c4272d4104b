/**
 * A {@linkplain dev.stageflow.slf4j.LoggingListener log} of the runs, and the {@linkplain
 * dev.stageflow.slf4j.MdcContext MDC} on the threads that make them.
 */
@NullMarked
package dev.stageflow.slf4j;

import org.jspecify.annotations.NullMarked;
