package dev.stageflow.internal.run;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.UncheckedFlowException;
import dev.stageflow.internal.source.Abandonable;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

  /** Returns the outputs as a stream. To close that closes the run. */
  default Stream<O> stream() {
    Spliterator<O> outputs =
        new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super O> action) {
            O output;
            try {
              output = nextParking();
            } catch (Exception failure) {
              throw unchecked(failure);
            }
            if (output == null) {
              return false;
            }
            action.accept(output);
            return true;
          }

          /**
           * Splits off nothing: a part would be read ahead, and the run stops after each output
           * until the next one is requested.
           */
          @Override
          public @Nullable Spliterator<O> trySplit() {
            return null;
          }
        };
    return StreamSupport.stream(outputs, false)
        .onClose(
            () -> {
              try {
                close();
              } catch (Exception failure) {
                throw unchecked(failure);
              }
            });
  }

  private static RuntimeException unchecked(Exception failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new UncheckedFlowException(failure);
  }
}
