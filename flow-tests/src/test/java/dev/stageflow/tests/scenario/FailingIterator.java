package dev.stageflow.tests.scenario;

import java.util.Iterator;

/** An iterator that fails where it would end. */
final class FailingIterator<T> implements Iterator<T> {
  private final Iterator<T> items;
  private final Exception failure;

  FailingIterator(Iterator<T> items, Exception failure) {
    this.items = items;
    this.failure = failure;
  }

  @Override
  public boolean hasNext() {
    if (items.hasNext()) {
      return true;
    }
    throw FailingIterator.<RuntimeException>same(failure);
  }

  @Override
  public T next() {
    return items.next();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Exception> X same(Exception failure) throws X {
    throw (X) failure;
  }
}
