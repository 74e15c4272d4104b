package dev.stageflow.processor.diagnostic;

/**
 * A warning about a definition that compiles, but most likely does not do what was meant.
 *
 * @param kind what it is
 * @param place where
 * @param text the rule's name and the sentences
 */
public record Warning(Message kind, Location place, String text) {

  /**
   * Makes a warning.
   *
   * @param kind what it is
   * @param place where
   * @param arguments what the message names
   */
  public static Warning of(Message kind, Location place, Object... arguments) {
    return new Warning(kind, place, kind.text(arguments));
  }
}
