/** {@linkplain dev.stageflow.micrometer.MetricsListener Metrics} of the runs of flows. */
@NullMarked
package dev.stageflow.micrometer;

import org.jspecify.annotations.NullMarked;
