/** What a flow costs as an operator of Apache Flink, beside Flink's own ways. */
@NullMarked
package dev.stageflow.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
