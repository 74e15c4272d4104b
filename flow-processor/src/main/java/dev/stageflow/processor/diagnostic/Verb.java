package dev.stageflow.processor.diagnostic;

import java.util.Locale;

/** What a declaration does with a type, as messages put it. */
public enum Verb {
  /** A method with a parameter. */
  TAKES,
  /** A stage with its value. */
  GIVES,
  /** A method with its result. */
  RETURNS,
  /** A method with an exception. */
  THROWS,
  /** A stage with an exception that it is retried on. */
  RETRIES,
  /** A type parameter with its bound. */
  EXTENDS,
  /** An accumulate with its accumulator. */
  GATHERS_IN,
  /** A context with the key of a group. */
  GROUPS_BY;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
