package dev.stageflow;

import org.jspecify.annotations.Nullable;

/** The elements of an array that are not null. */
final class ArrayIterator<T> implements FlowIterator<T> {
  private final T[] items;
  private int index;

  ArrayIterator(T[] items) {
    this.items = items;
  }

  @Override
  public @Nullable T next() {
    while (index < items.length) {
      T item = items[index++];
      if (item != null) {
        return item;
      }
    }
    return null;
  }
}
