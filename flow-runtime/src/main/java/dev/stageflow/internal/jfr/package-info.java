/**
 * Events of the JDK flight recorder. The module {@code jdk.jfr} is optional; without it nothing
 * here is loaded.
 */
@NullMarked
package dev.stageflow.internal.jfr;

import org.jspecify.annotations.NullMarked;
