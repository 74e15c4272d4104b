package dev.stageflow.engine;

import dev.stageflow.FlowIterator;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks what a sequence returned. It asks for the iterator when the first item is asked for, not
 * before: if that fails, there is somebody who closes the source.
 */
final class OpeningIterator<T> implements FlowIterator<T> {
  private final Object source;
  private final Supplier<? extends Iterator<? extends T>> opener;
  private @Nullable Iterator<? extends T> iterator;

  OpeningIterator(Object source, Supplier<? extends Iterator<? extends T>> opener) {
    this.source = source;
    this.opener = opener;
  }

  @Override
  public @Nullable T next() {
    Iterator<? extends T> walked = iterator;
    if (walked == null) {
      walked = opener.get();
      iterator = walked;
    }
    while (walked.hasNext()) {
      T item = walked.next();
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      Sources.close(source, iterator);
    } catch (Exception failure) {
      throw Failures.<RuntimeException>same(failure);
    }
  }
}
