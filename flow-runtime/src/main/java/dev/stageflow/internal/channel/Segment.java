package dev.stageflow.internal.channel;

import org.jspecify.annotations.Nullable;

/** Some of a channel's items, one after the other, and where the next ones are. */
final class Segment {
  final @Nullable Object[] items;
  @Nullable Segment next;

  Segment(int size) {
    items = new Object[size];
  }
}
