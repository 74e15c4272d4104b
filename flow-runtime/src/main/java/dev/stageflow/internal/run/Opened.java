package dev.stageflow.internal.run;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.internal.source.Abandonable;
import org.jspecify.annotations.Nullable;

/**
 * A run that advances only on demand, on the thread that calls it.
 *
 * <p>After the end, and after {@link #close()}, there is no next item. After a failure, {@link
 * #next()} throws that same failure each time, so that a retrying caller does not mistake it for
 * the end.
 */
public interface Opened<O> extends FlowIterator<O>, Abandonable {

  /** Opens a run, of which no stage is called before the first output is asked for. */
  static <O> Opened<O> of(RunFactory<O> runs, FlowOptions options) {
    return CallerRun.isWanted(options)
        ? new ControlledFlow<>(runs, options)
        : new OpenedFlow<>(runs, options);
  }

  /** As {@link #next()}, but parks the thread while the flow is paused, and while it is closed. */
  @Nullable O nextParking() throws Exception;
}
