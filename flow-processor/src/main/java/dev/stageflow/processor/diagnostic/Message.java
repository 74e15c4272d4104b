package dev.stageflow.processor.diagnostic;

/** What the processor can tell the user: what is wrong, and what to do. */
public interface Message {

  /**
   * Returns which rule is broken.
   *
   * @return the rule
   */
  Rule rule();

  /**
   * Returns the sentences, with placeholders as {@link java.util.Formatter} has them.
   *
   * @return the format
   */
  String format();

  /**
   * Returns the sentences that tell the user.
   *
   * @param arguments what the message names, in order
   * @return the rule's name and the sentences
   */
  default String text(Object... arguments) {
    return "[" + rule().tag() + "] " + String.format(format(), arguments);
  }
}
