package dev.stageflow.internal.run;

import dev.stageflow.UncheckedFlowException;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An opened flow as the source of a stream. It cannot be split: a part would be read ahead, and the
 * run stops after each output until the next one is requested.
 */
public final class FlowSpliterator<O> implements Spliterator<O> {
  private final Opened<O> opened;

  private FlowSpliterator(Opened<O> opened) {
    this.opened = opened;
  }

  public static <O> Stream<O> stream(Opened<O> opened) {
    FlowSpliterator<O> source = new FlowSpliterator<>(opened);
    return StreamSupport.stream(source, false).onClose(source::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super O> action) {
    O output = next();
    if (output == null) {
      return false;
    }
    action.accept(output);
    return true;
  }

  private @Nullable O next() {
    try {
      return opened.nextParking();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new UncheckedFlowException(failure);
    }
  }

  private void close() {
    try {
      opened.close();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new UncheckedFlowException(failure);
    }
  }

  @Override
  public @Nullable Spliterator<O> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return ORDERED | NONNULL;
  }
}
