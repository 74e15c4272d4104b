package dev.stageflow.internal.observe;

import dev.stageflow.FlowListener;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.slice.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of one run. What one of them throws harms neither the run nor the others. */
final class Listeners {
  private static final Duration DEFAULT_THRESHOLD = new FlowListener() {}.holdThreshold();

  private final List<FlowListener> listeners;

  /** The length of a slice, in nanoseconds, from which each of them is called. */
  private final long[] thresholds;

  Listeners(List<FlowListener> chosen, @Nullable FlowListener recorder) {
    if (recorder == null) {
      listeners = chosen;
    } else {
      listeners = new ArrayList<>(chosen);
      listeners.add(recorder);
    }
    thresholds = new long[listeners.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = threshold(listeners.get(i));
    }
  }

  private static long threshold(FlowListener listener) {
    try {
      return Wait.nanos(listener.holdThreshold());
    } catch (Throwable thrown) {
      Failures.report(thrown);
      return Wait.nanos(DEFAULT_THRESHOLD);
    }
  }

  void tell(Consumer<FlowListener> call) {
    for (FlowListener listener : listeners) {
      tell(listener, call);
    }
  }

  private static void tell(FlowListener listener, Consumer<FlowListener> call) {
    try {
      call.accept(listener);
    } catch (Throwable thrown) {
      Failures.report(thrown);
    }
  }

  /** Returns whether a slice took too long for one of them. */
  boolean isHold(long nanos) {
    for (long threshold : thresholds) {
      if (nanos >= threshold) {
        return true;
      }
    }
    return false;
  }

  /** Notifies the listeners for which a slice took too long. */
  void tellHold(long nanos, Consumer<FlowListener> call) {
    for (int i = 0; i < thresholds.length; i++) {
      if (nanos >= thresholds[i]) {
        tell(listeners.get(i), call);
      }
    }
  }
}
