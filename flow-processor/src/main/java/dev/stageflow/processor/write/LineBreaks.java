package dev.stageflow.processor.write;

/**
 * Breaks lines of generated code that are too long, at the outermost space that is far enough to
 * the left. Code is continued with four more columns of indentation. Diagrams in {@code <pre>}, and
 * lines without a space, stay as they are.
 */
public final class LineBreaks {
  static final int COLUMNS = 100;

  private boolean isInDiagram;

  private LineBreaks() {}

  /**
   * Breaks the lines of a file.
   *
   * @param text a Java source
   * @return the same source, in lines of at most 100 columns where there is a place to break them
   */
  public static String of(String text) {
    LineBreaks breaks = new LineBreaks();
    StringBuilder broken = new StringBuilder(text.length() + COLUMNS);
    text.lines().forEach(line -> broken.append(breaks.broken(line)).append('\n'));
    return broken.toString();
  }

  private String broken(String line) {
    isInDiagram = (isInDiagram || line.contains("<pre>")) && !line.contains("</pre>");
    if (isInDiagram || line.length() <= COLUMNS) {
      return line;
    }
    String content = line.stripLeading();
    String margin = line.substring(0, line.length() - content.length());
    if (content.startsWith("* ")) {
      String words = content.substring(2).stripLeading();
      String before = margin + "* " + " ".repeat(content.length() - 2 - words.length());
      boolean isItem = words.startsWith("<li>") || words.startsWith("@");
      return broken(before, words, before + (isItem ? "    " : ""), true);
    }
    return broken(margin, content, margin + "    ", false);
  }

  /** The text after its margin, in lines; all but the first have their own margin. */
  private static String broken(String margin, String text, String following, boolean isProse) {
    int room = COLUMNS - margin.length();
    if (text.length() <= room) {
      return margin + text;
    }
    int space = isProse ? text.lastIndexOf(' ', room) : outermostSpace(text, room);
    if (space <= 0) {
      return margin + text;
    }
    return margin
        + text.substring(0, space)
        + "\n"
        + broken(following, text.substring(space + 1), following, isProse);
  }

  /** The last of the spaces that the fewest brackets enclose; none within a literal. */
  private static int outermostSpace(String text, int room) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length() && i <= room; i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("([{<".indexOf(c) >= 0) {
        depth++;
      } else if (")]}>".indexOf(c) >= 0 && !text.startsWith("->", i - 1)) {
        depth--;
      } else if (c == ' ' && isBreakable(text, i) && depth <= least) {
        best = i;
        least = depth;
      }
    }
    return best;
  }

  /** Not between a type and a name, nor before what ends a statement. */
  private static boolean isBreakable(String text, int space) {
    String after = text.substring(space + 1);
    return text.charAt(space - 1) == ','
        || text.startsWith("=", space - 1)
        || text.startsWith("->", space - 2)
        || after.startsWith("extends ")
        || after.startsWith("implements ")
        || after.startsWith("throws ")
        || after.startsWith("? ")
        || after.startsWith(": ")
        || after.startsWith("&& ")
        || after.startsWith("|| ");
  }
}
