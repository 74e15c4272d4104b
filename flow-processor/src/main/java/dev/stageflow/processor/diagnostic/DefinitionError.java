package dev.stageflow.processor.diagnostic;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thrown where a definition is wrong; what depends on the wrong part is not read. */
public final class DefinitionError extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message kind;
  private final transient Location place;
  private transient @Nullable Object cause;
  private transient String advice = "";

  /**
   * Makes an error.
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
   * Sets the cause. If several errors have the same cause, one is reported.
   *
   * @param common equals that of the other errors
   * @return this
   */
  public DefinitionError because(Object common) {
    cause = common;
    return this;
  }

  /**
   * Adds advice, which does not distinguish the error from others.
   *
   * @param sentence the sentence
   * @return this
   */
  public DefinitionError advising(String sentence) {
    advice = " " + sentence;
    return this;
  }

  /**
   * Returns whether fixing this error fixes another one.
   *
   * @param other the other error
   * @return whether they have one cause, or are the same
   */
  public boolean covers(DefinitionError other) {
    return cause == null
        ? message().equals(other.message()) && place.equals(other.place)
        : cause.equals(other.cause);
  }

  /**
   * Returns the whole message.
   *
   * @return the rule's name and the sentences
   */
  public String text() {
    return message() + advice;
  }

  private String message() {
    return Objects.requireNonNull(getMessage());
  }
}
