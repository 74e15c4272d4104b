/** Documents on their way into a database of embedded chunks. */
@NullMarked
package dev.stageflow.examples.ingest;

import org.jspecify.annotations.NullMarked;
