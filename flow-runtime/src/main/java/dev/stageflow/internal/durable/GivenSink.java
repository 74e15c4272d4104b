package dev.stageflow.internal.durable;

import dev.stageflow.Sink;

/** The sink of a first frame that is made before it is known who counts its outputs. */
final class GivenSink<O> implements Sink<O> {
  private final Sink<? super O> given;
  private Sink<? super O> next;

  GivenSink(Sink<? super O> given) {
    this.given = given;
    next = given;
  }

  @Override
  public void accept(O output) throws Exception {
    next.accept(output);
  }

  /** Returns what takes the outputs in the end. */
  Sink<? super O> given() {
    return given;
  }

  /** Has something else take the outputs, which passes them on to what was given. */
  void passTo(Sink<? super O> counting) {
    next = counting;
  }
}
