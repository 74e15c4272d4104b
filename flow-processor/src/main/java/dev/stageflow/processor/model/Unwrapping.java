package dev.stageflow.processor.model;

/** How a function's result becomes what goes on. */
public enum Unwrapping {
  /** As it is; a null reference ends the item's way. */
  NONE,
  /** {@link java.util.Optional}. */
  OPTIONAL,
  /** {@link java.util.OptionalInt}. */
  OPTIONAL_INT,
  /** {@link java.util.OptionalLong}. */
  OPTIONAL_LONG,
  /** {@link java.util.OptionalDouble}. */
  OPTIONAL_DOUBLE
}
