/** What a run does at some time, though what it waits for has not come. */
@NullMarked
package dev.stageflow.internal.alarm;

import org.jspecify.annotations.NullMarked;
