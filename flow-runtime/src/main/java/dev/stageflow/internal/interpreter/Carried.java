package dev.stageflow.internal.interpreter;

import org.jspecify.annotations.Nullable;

/**
 * The values that each item carries through a parallel stage, or that are kept of the first item of
 * a group.
 *
 * @param from their places where the stage is started, or the group is opened
 * @param to their places where what the stage has given goes on, or the group is closed
 */
@SuppressWarnings("ArrayRecordComponent") // walked for each item, never compared
public record Carried(int[] from, int[] to) {

  void put(@Nullable Object[] carried, @Nullable Object[] values) {
    for (int i = 0; i < to.length; i++) {
      values[to[i]] = carried[i];
    }
  }
}
