package dev.stageflow.internal.interpreter;

import dev.stageflow.FlowIterator;
import dev.stageflow.internal.parallel.InFlight;
import dev.stageflow.internal.parallel.Window;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a parallel stage has given, and puts what the item carries in its places. Where there
 * is nothing yet it gives null, as at the end, and the window has paused the stack.
 */
final class WindowSource implements FlowIterator<Object> {
  private final Window<InFlight<?>> window;
  private final Carried carried;
  private final @Nullable Object[] values;

  WindowSource(Window<InFlight<?>> window, Carried carried, @Nullable Object[] values) {
    this.window = window;
    this.carried = carried;
    this.values = values;
  }

  Window<InFlight<?>> window() {
    return window;
  }

  @Override
  public @Nullable Object next() throws Exception {
    InFlight<?> next = window.next();
    if (next == null) {
      return null;
    }
    carried.put(((Carrier) next).carried(), values);
    return next.value();
  }
}
