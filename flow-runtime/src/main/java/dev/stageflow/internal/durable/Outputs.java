package dev.stageflow.internal.durable;

import dev.stageflow.DurableSink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The outputs of a run since its last save. */
final class Outputs<O, T> {

  /** How many are gathered before the run is saved. */
  static final int MOST = 1_000;

  private final DurableSink<? super O, ? super T> sink;
  private List<O> gathered = new ArrayList<>();

  Outputs(DurableSink<? super O, ? super T> sink) {
    this.sink = sink;
  }

  void add(O output) {
    gathered.add(output);
  }

  boolean isEmpty() {
    return gathered.isEmpty();
  }

  int size() {
    return gathered.size();
  }

  /** Takes those that were gathered so far, to be written on a worker. */
  Batch<O, T> take() {
    List<O> taken = gathered;
    gathered = new ArrayList<>();
    return new Batch<>(sink, taken);
  }

  /** Outputs that are written together. */
  record Batch<O, T>(DurableSink<? super O, ? super T> sink, List<O> outputs) {
    boolean isEmpty() {
      return outputs.isEmpty();
    }

    void writeTo(T target) throws Exception {
      if (!isEmpty()) {
        write(sink, outputs, target);
      }
    }

    private static <S, T> void write(DurableSink<S, T> sink, List<? extends S> outputs, T target)
        throws Exception {
      sink.acceptAll(Collections.unmodifiableList(outputs), target);
    }
  }
}
