package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.Frame;

/** Makes the frame that a flow's run begins with, for tests that run frames themselves. */
public final class FirstFrame {
  private FirstFrame() {}

  public static <I, O> Frame of(Flow<I, O> flow, I input, Sink<? super O> sink) {
    return ((AbstractFlow<I, O>) flow).begin(input, sink);
  }
}
