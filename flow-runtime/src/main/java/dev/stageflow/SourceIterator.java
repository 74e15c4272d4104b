package dev.stageflow;

import java.util.Iterator;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An iterator, and what it was made from, as a {@link FlowIterator}. */
final class SourceIterator<T> implements FlowIterator<T> {

  /** Makes the iterator when the first item is asked for: if that fails, the source is closed. */
  private final Supplier<? extends Iterator<? extends T>> opening;

  private final @Nullable Object source;
  private @Nullable Iterator<? extends T> iterator;

  SourceIterator(Supplier<? extends Iterator<? extends T>> opening, @Nullable Object source) {
    this.opening = opening;
    this.source = source;
  }

  SourceIterator(Iterator<? extends T> iterator) {
    this(() -> iterator, null);
    this.iterator = Objects.requireNonNull(iterator, "source");
  }

  @Override
  public @Nullable T next() {
    Iterator<? extends T> walked = iterator;
    if (walked == null) {
      walked = opening.get();
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
      if (iterator != source && iterator instanceof AutoCloseable closeable) {
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
