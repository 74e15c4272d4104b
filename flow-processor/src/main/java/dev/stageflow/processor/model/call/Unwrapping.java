package dev.stageflow.processor.model.call;

/** How a function's value is unwrapped from its result. */
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

  /** Whether the value is of a primitive type. */
  public boolean isOfPrimitive() {
    return this == OPTIONAL_INT || this == OPTIONAL_LONG || this == OPTIONAL_DOUBLE;
  }
}
