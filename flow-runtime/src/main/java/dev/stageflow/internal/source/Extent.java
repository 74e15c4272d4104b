package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;

/**
 * How large sources are together, and how far they have come. They are of no known size unless all
 * count the same: their items, or something else, such as bytes.
 */
final class Extent {
  private long size;
  private long position;

  /** Whether some of the sources count their items, and whether some count something else. */
  private boolean items;

  private boolean other;

  private boolean unknown;

  /** Adds a source that is still to be read, or is being read. */
  void add(FlowIterator<?> source) {
    long all = Sources.size(source).orElse(-1);
    unknown |= all < 0;
    add(all, source.position());
  }

  /**
   * Adds a source that has ended.
   *
   * @param given how many items it has given
   */
  void addEnded(FlowIterator<?> source, long given) {
    long end = Sources.position(source, given);
    add(end, source.position() < 0 ? -1 : end);
  }

  private void add(long all, long reached) {
    size += Math.max(0, all);
    position += Math.max(0, reached);
    items |= reached < 0;
    other |= reached >= 0;
  }

  Extent copy() {
    Extent copy = new Extent();
    copy.size = size;
    copy.position = position;
    copy.items = items;
    copy.other = other;
    copy.unknown = unknown;
    return copy;
  }

  /** Returns the size of all; -1 if it is not known. */
  long size() {
    return unknown || (items && other) ? -1 : size;
  }

  /** Returns how far they have come; -1 where that is a number of items. */
  long position() {
    return items ? -1 : position;
  }
}
