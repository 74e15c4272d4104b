package dev.stageflow.examples.ingest;

/**
 * A part of a document.
 *
 * @param document the document's file name
 * @param number the part's place in it, from 1 on
 * @param text the part
 */
record Chunk(String document, int number, String text) {

  /** Returns what a trace and the rejects show. */
  @Override
  public String toString() {
    return document + "#" + number;
  }
}
