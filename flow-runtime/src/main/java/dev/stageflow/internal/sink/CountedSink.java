package dev.stageflow.internal.sink;

import dev.stageflow.Sink;

/** Counts the outputs of a run, on its thread. */
public final class CountedSink<O> implements Sink<O> {
  private final Sink<? super O> sink;
  private long count;

  /**
   * Makes one that has counted nothing.
   *
   * @param sink takes the outputs
   */
  public CountedSink(Sink<? super O> sink) {
    this.sink = sink;
  }

  @Override
  public void accept(O output) throws Exception {
    sink.accept(output);
    count++;
  }

  /** Returns how many outputs the sink has taken. */
  public long count() {
    return count;
  }
}
