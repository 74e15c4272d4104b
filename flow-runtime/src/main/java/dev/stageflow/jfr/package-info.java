/**
 * What the JDK's flight recorder is told of runs. Not needed where the JDK has none: the module
 * {@code jdk.jfr} is optional, and nothing here is loaded without it.
 */
@NullMarked
package dev.stageflow.jfr;

import org.jspecify.annotations.NullMarked;
