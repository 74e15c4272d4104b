/** How long compiling takes, beside other annotation processors. */
@NullMarked
package dev.stageflow.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
