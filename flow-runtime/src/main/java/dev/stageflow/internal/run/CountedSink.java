package dev.stageflow.internal.run;

import dev.stageflow.Sink;

/** Counts the outputs of a run, on its thread. */
final class CountedSink<O> implements Sink<O> {
  private final Sink<? super O> sink;
  private long count;

  CountedSink(Sink<? super O> sink) {
    this.sink = sink;
  }

  @Override
  public void accept(O output) throws Exception {
    sink.accept(output);
    count++;
  }

  /** Returns how many outputs the sink has taken. */
  long count() {
    return count;
  }
}
