package dev.stageflow.processor.model.call;

/** How a function's result becomes what goes on. */
public enum Unwrapping {
  /** As it is; a null reference drops the item. */
  NONE,
  /** {@link java.util.Optional}. */
  OPTIONAL,
  /** {@link java.util.OptionalInt}. */
  OPTIONAL_INT,
  /** {@link java.util.OptionalLong}. */
  OPTIONAL_LONG,
  /** {@link java.util.OptionalDouble}. */
  OPTIONAL_DOUBLE;

  /** Whether what goes on is of a primitive type. */
  public boolean isOfPrimitive() {
    return this == OPTIONAL_INT || this == OPTIONAL_LONG || this == OPTIONAL_DOUBLE;
  }
}
