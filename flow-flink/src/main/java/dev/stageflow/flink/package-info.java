/**
 * Flows as {@linkplain dev.stageflow.flink.FlowOperators operators} of Apache Flink: a run for each
 * element of a stream. Works with Flink 1.20 and 2.x.
 */
@NullMarked
package dev.stageflow.flink;

import org.jspecify.annotations.NullMarked;
