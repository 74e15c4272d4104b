package dev.stageflow.processor.write;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Escapes characters that a source file's encoding may not have. Those in the definition's source
 * can be encoded, since the compiler has decoded them.
 */
public final class UnicodeEscapes {

  private UnicodeEscapes() {}

  /**
   * Escapes characters beyond ASCII.
   *
   * @param text a Java source
   * @param decoded supplies a source in the same encoding, whose characters stay as they are;
   *     called only if there is anything to escape
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
