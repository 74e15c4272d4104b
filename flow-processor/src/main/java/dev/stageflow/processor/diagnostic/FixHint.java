package dev.stageflow.processor.diagnostic;

/**
 * Ways to fix what does not fit together, each a sentence with a leading space. The placeholders
 * are those of {@link java.util.Formatter}.
 */
public enum FixHint {
  /** The stage before, type that arrives. */
  TAKE_UNWRAPPED(" What '%s' returns is unwrapped before it goes on: take %s."),
  /** The stage before, type that arrives, the stage before. */
  TAKE_ONE_ITEM(" '%s' passes its items on one by one: take %s, or make '%s' a @Function."),
  /** The stage before. */
  PASS_EACH_ITEM(" Make '%s' a @Sequence, and its items are passed on one by one."),
  /** Primitive type, type that arrives, type taken. */
  TAKE_WIDENED(" Take %s: %s is widened to that, but not to %s."),
  /** The type with a wildcard. */
  TAKE_WILDCARD(" Take %s."),
  /** Nothing. */
  RETURN_ITERATOR(" Return its asIterator()."),
  /** Nothing. */
  RETURN_WALKABLE(
      " A @Sequence returns an Iterable, Iterator, FlowIterator, array, Stream, Optional, Map or"
          + " Flow.Publisher; for a single value use @Function."),
  /** Type that arrives, type taken. */
  TAKE_OR_CONVERT(" Take %s, or make %s of it in a @Function between them.");

  private final String format;

  FixHint(String format) {
    this.format = format;
  }

  /**
   * Returns the sentence.
   *
   * @param arguments what it names, in order
   * @return the sentence, with a leading space
   */
  public String text(Object... arguments) {
    return String.format(format, arguments);
  }
}
