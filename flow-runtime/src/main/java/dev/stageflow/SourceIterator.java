package dev.stageflow;

import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An iterator, and what it was made from, as a {@link FlowIterator}. */
final class SourceIterator<T> implements FlowIterator<T> {
  private final Iterator<? extends T> iterator;
  private final @Nullable Object source;

  SourceIterator(Iterator<? extends T> iterator, @Nullable Object source) {
    this.iterator = Objects.requireNonNull(iterator, "iterator");
    this.source = source;
  }

  @Override
  public @Nullable T next() {
    while (iterator.hasNext()) {
      T item = iterator.next();
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  @Override
  public void close() {
    try {
      if (iterator instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } catch (Exception failure) {
      closeSource(failure);
      throw SourceIterator.<RuntimeException>same(failure);
    }
    closeSource(null);
  }

  private void closeSource(@Nullable Exception first) {
    try {
      if (source instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } catch (Exception failure) {
      if (first == null) {
        throw SourceIterator.<RuntimeException>same(failure);
      }
      first.addSuppressed(failure);
    }
  }

  /** A run ends with the very exception that its source threw, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Exception> X same(Exception failure) throws X {
    throw (X) failure;
  }
}
