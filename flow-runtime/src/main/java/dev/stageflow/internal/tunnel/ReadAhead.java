package dev.stageflow.internal.tunnel;

import dev.stageflow.FlowIterator;
import dev.stageflow.internal.source.Sources;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How far a source had come when an item was taken from it that is read ahead by another thread. Of
 * a source that knows its size, a mark is kept for each thousandth part of that. Its first two
 * methods are for the worker that reads the source, the others for the run.
 */
final class ReadAhead {
  private static final int MARKS = 1_000;

  /** Up to which item the source had come where. */
  private record Mark(long items, long position) {}

  private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();

  // For the worker; the first item publishes it to the run.

  private long size = -1;

  /** Whether the source counts something else than its items. */
  private boolean isMeasured;

  private long read;
  private long marked;

  // For the run.

  private long reached;

  /** The source has been opened. */
  void open(FlowIterator<?> source) {
    size = Sources.sizeAhead(source);
    isMeasured = size > 0 && Sources.position(source, -1) >= 0;
  }

  /** One more item has been read, and is passed on next. */
  void read(FlowIterator<?> source) {
    if (isMeasured) {
      read++;
      long position = Sources.position(source, marked);
      if (position - marked >= Math.max(1, size / MARKS)) {
        marked = position;
        marks.add(new Mark(read, position));
      }
    }
  }

  /** Returns the size of the source, once it has given an item; -1 if it is not known. */
  long size() {
    return size;
  }

  /**
   * Returns how far the source had come with an item.
   *
   * @param taken how many items have been taken
   * @return what it said; -1 if it counts its items
   */
  long position(long taken) {
    for (Mark next = marks.peek(); next != null && next.items <= taken; next = marks.peek()) {
      reached = next.position;
      marks.remove();
    }
    return isMeasured ? reached : -1;
  }
}
