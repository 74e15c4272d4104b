package dev.stageflow.processor.diagnostic;

import java.util.Objects;

/** A definition is wrong: ends its parsing. */
public final class DefinitionError extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message kind;
  private final transient Location place;

  /**
   * Makes a mistake.
   *
   * @param kind what is wrong
   * @param place where
   * @param arguments what the message names
   */
  public DefinitionError(Message kind, Location place, Object... arguments) {
    super(kind.text(arguments));
    this.kind = kind;
    this.place = place;
  }

  /**
   * Returns where it is.
   *
   * @return the place
   */
  public Location place() {
    return place;
  }

  /**
   * Returns what is wrong.
   *
   * @return the message without what it names
   */
  public Message kind() {
    return kind;
  }

  /**
   * Returns the whole message.
   *
   * @return the rule's name and the sentences
   */
  public String text() {
    return Objects.requireNonNull(getMessage());
  }
}
