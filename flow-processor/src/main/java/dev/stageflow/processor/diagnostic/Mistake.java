package dev.stageflow.processor.diagnostic;

import java.util.Objects;

/** A definition is wrong: ends its parsing. */
public final class Mistake extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message kind;
  private final transient Place place;

  /**
   * Makes a mistake.
   *
   * @param kind what is wrong
   * @param place where
   * @param arguments what the message names
   */
  public Mistake(Message kind, Place place, Object... arguments) {
    super(kind.text(arguments));
    this.kind = kind;
    this.place = place;
  }

  /**
   * Tells where it is.
   *
   * @return the place
   */
  public Place place() {
    return place;
  }

  /**
   * Tells what is wrong.
   *
   * @return the message without what it names
   */
  public Message kind() {
    return kind;
  }

  /**
   * Gives the whole message.
   *
   * @return the rule's name and the sentences
   */
  public String text() {
    return Objects.requireNonNull(getMessage());
  }
}
