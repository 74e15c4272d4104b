/** A bounded queue from one thread to one other, of which neither ever waits for the other. */
@NullMarked
package dev.stageflow.internal.channel;

import org.jspecify.annotations.NullMarked;
