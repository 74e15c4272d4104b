package dev.stageflow.internal.position;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How traces show items: one short printable line each. */
public final class ItemTexts {
  private static final int MOST_CHARACTERS = 80;

  private final Function<Object, @Nullable String> texts;

  /**
   * Makes them.
   *
   * @param texts gives an item's text, or null to leave it out; the user's code
   */
  public ItemTexts(Function<Object, @Nullable String> texts) {
    this.texts = texts;
  }

  /** Returns an item's text; null if it is to be left out. */
  public @Nullable String of(Object item) {
    String text;
    try {
      text = texts.apply(item);
    } catch (Throwable failure) {
      return "(toString failed: " + failure.getClass().getName() + ")";
    }
    return text == null ? null : line(text);
  }

  /**
   * Makes a printable line of the beginning of a text. What could forge a log's line, or change how
   * a terminal shows it, is escaped as in Java; nothing is cut within a character or an escape.
   */
  private static String line(String text) {
    StringBuilder line = new StringBuilder();
    int end = 0; // where the line ends if it has to be cut
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      if (isPrintable(character)) {
        line.appendCodePoint(character);
      } else {
        escape(character, line);
      }
      if (line.length() > MOST_CHARACTERS) {
        return line.substring(0, end) + "…";
      }
      if (line.length() < MOST_CHARACTERS) {
        end = line.length();
      }
    }
    return line.toString();
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void escape(int character, StringBuilder line) {
    switch (character) {
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        for (char unit : Character.toChars(character)) {
          line.append(String.format("\\u%04x", (int) unit));
        }
      }
    }
  }
}
