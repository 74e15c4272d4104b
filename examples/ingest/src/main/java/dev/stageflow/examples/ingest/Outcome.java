package dev.stageflow.examples.ingest;

/** What has become of a chunk. */
sealed interface Outcome {

  /**
   * It was embedded.
   *
   * @param chunk the chunk
   * @param vector its embedding, as text: {@code [0.25,0.5]}
   */
  record Row(Chunk chunk, String vector) implements Outcome {}

  /**
   * The service did not embed it.
   *
   * @param chunk the chunk
   * @param reason why the last try failed
   */
  record Reject(Chunk chunk, String reason) implements Outcome {}
}
