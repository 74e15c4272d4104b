package dev.stageflow.processor.write;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Writes characters that a source file's encoding may not have as the language's own escapes. What
 * stands in the definition's source can be encoded, since the compiler has decoded it.
 */
public final class UnicodeEscapes {

  private UnicodeEscapes() {}

  /**
   * Escapes characters beyond ASCII.
   *
   * @param text a Java source
   * @param decoded gives a source that the same encoding was used for, whose characters stay as
   *     they are; asked only if there is anything to escape
   * @return the same source
   */
  public static String of(String text, Supplier<String> decoded) {
    int first = 0;
    while (first < text.length() && text.charAt(first) < 128) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    String known = decoded.get();
    StringBuilder escaped = new StringBuilder(text.length() + 64).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 128 || known.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return escaped.toString();
  }
}
