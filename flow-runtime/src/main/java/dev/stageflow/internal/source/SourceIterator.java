package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An iterator, and what it was made from, as a {@link FlowIterator}. It pauses at each null
 * element: a source of nothing else must not keep a run from looking whether it is cancelled.
 */
public final class SourceIterator<T> implements FlowIterator<T> {
  /** Creates the iterator when the first item is requested; if that fails, the source is closed. */
  private final Supplier<? extends Iterator<? extends T>> opening;

  private final Object source;
  private @Nullable Iterator<? extends T> iterator;

  public SourceIterator(Supplier<? extends Iterator<? extends T>> opening, Object source) {
    this.opening = opening;
    this.source = source;
  }

  @Override
  public @Nullable T next() throws PauseFlow {
    Iterator<? extends T> walked = iterator;
    if (walked == null) {
      walked = opening.get();
      iterator = walked;
    }
    if (!walked.hasNext()) {
      return null;
    }
    T item = walked.next();
    if (item == null) {
      throw PauseFlow.until(Sources.SKIPPED);
    }
    return item;
  }

  @Override
  public long size() {
    return Sources.size(source).orElse(-1);
  }

  /** Returns whether the size is that of a list which has it at hand. */
  boolean isPlain() {
    return Sources.isPlainList(source);
  }

  /** Closes the iterator, and then what it was made from, whatever the first throws. */
  @Override
  public void close() {
    Throwable failure = close(iterator == source ? null : iterator, null);
    failure = close(source, failure);
    if (failure != null) {
      throw Failures.<RuntimeException>same(failure);
    }
  }

  private static @Nullable Throwable close(@Nullable Object object, @Nullable Throwable first) {
    try {
      if (object instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } catch (Throwable failure) {
      if (first == null) {
        return failure;
      }
      if (first != failure) {
        // One that is thrown forever must not grow forever: it then holds what it held before.
        boolean unused = Failures.suppress(failure, first);
      }
    }
    return first;
  }
}
