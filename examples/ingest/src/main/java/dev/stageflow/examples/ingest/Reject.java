package dev.stageflow.examples.ingest;

import java.util.List;

/**
 * What the service did not embed.
 *
 * @param chunks the chunks of one call
 * @param reason why the last try failed
 */
record Reject(List<Chunk> chunks, Exception reason) {}
