package dev.stageflow.examples.ingest;

/**
 * A row of the database.
 *
 * @param chunk the chunk
 * @param vector its embedding, as text: {@code [0.25,0.5]}
 */
record Row(Chunk chunk, String vector) {

  /** Returns what a trace shows. */
  @Override
  public String toString() {
    return chunk.toString();
  }
}
