package dev.stageflow.processor.diagnostic;

import java.util.Objects;

/** A definition is wrong: ends its parsing. */
public final class Mistake extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final Rule rule;

  /**
   * Makes a mistake.
   *
   * @param rule what is wrong
   * @param place where
   * @param text the sentences that tell the user
   */
  public Mistake(Rule rule, Place place, String text) {
    super("[" + rule.tag() + "] " + text);
    this.rule = rule;
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
   * @return the rule
   */
  public Rule rule() {
    return rule;
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
