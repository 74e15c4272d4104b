package dev.stageflow.internal.sink;

import dev.stageflow.Sink;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Takes the one output that a run is expected to give. */
public final class SingleSink<O> implements Sink<O> {
  private @Nullable O output;

  @Override
  public void accept(O item) {
    if (output != null) {
      throw new IllegalStateException("the flow gave a second output where one was expected");
    }
    output = item;
  }

  public O get() {
    O found = output;
    if (found == null) {
      throw new NoSuchElementException("the flow gave no output where one was expected");
    }
    return found;
  }
}
