package dev.stageflow.internal.interpreter;

import org.jspecify.annotations.Nullable;

/**
 * The values that each item carries through a parallel stage.
 *
 * @param from their places where the stage is started
 * @param to their places where what the stage has given goes on
 */
@SuppressWarnings("ArrayRecordComponent") // walked for each item, never compared
public record Carried(int[] from, int[] to) {

  void put(@Nullable Object[] carried, @Nullable Object[] values) {
    for (int i = 0; i < to.length; i++) {
      values[to[i]] = carried[i];
    }
  }
}
