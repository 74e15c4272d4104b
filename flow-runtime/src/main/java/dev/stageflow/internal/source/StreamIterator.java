package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import java.util.Spliterator;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream as a {@link FlowIterator}, which pauses at each null element as {@link SourceIterator}
 * does. Its size is known once the first item is asked for: only then may the stream be opened,
 * which can be a query.
 */
public final class StreamIterator<T> implements FlowIterator<T> {
  private final BaseStream<? extends T, ?> source;
  private final Holder<T> holder = new Holder<>();
  private @Nullable Spliterator<? extends T> spliterator;

  /** As it was before the first item: afterwards not all streams can tell. */
  private long size = -1;

  public StreamIterator(BaseStream<? extends T, ?> source) {
    this.source = source;
  }

  /** Opens the stream, unless it is open. */
  Spliterator<? extends T> open() {
    Spliterator<? extends T> opened = spliterator;
    if (opened == null) {
      opened = source.spliterator();
      spliterator = opened;
      size = Sources.sizeAtStart(opened);
    }
    return opened;
  }

  @Override
  public @Nullable T next() throws PauseFlow {
    if (!open().tryAdvance(holder)) {
      return null;
    }
    T item = holder.take();
    if (item == null) {
      throw PauseFlow.until(Sources.SKIPPED);
    }
    return item;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void close() {
    source.close();
  }
}
