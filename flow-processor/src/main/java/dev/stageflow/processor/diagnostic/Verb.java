package dev.stageflow.processor.diagnostic;

import java.util.Locale;

/** What a declaration does with a type, as a message says it. */
public enum Verb {
  /** A method with a parameter. */
  TAKES,
  /** A stage with what goes on of its result. */
  GIVES,
  /** A method with its result. */
  RETURNS,
  /** A method with an exception. */
  THROWS,
  /** A stage with an exception after which it is called again. */
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
