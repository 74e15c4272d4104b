/** What the queries, batches and stored runs of {@link dev.stageflow.jdbc} are made of. */
@NullMarked
package dev.stageflow.jdbc.internal;

import org.jspecify.annotations.NullMarked;
