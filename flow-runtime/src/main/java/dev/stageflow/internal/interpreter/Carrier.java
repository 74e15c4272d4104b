package dev.stageflow.internal.interpreter;

import org.jspecify.annotations.Nullable;

/** An item in flight that carries values. */
public interface Carrier {

  /** Returns the values, in the order of their places. */
  @Nullable Object[] carried();
}
