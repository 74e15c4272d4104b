package dev.stageflow.processor.write;

import java.util.List;

/**
 * Removes lines without content from generated code: a comment that fits on one line is put on one,
 * and there is no empty line between fields of a kind.
 */
public final class CompactLines {
  private static final String BEGIN = "/** ";
  private static final String END = " */";

  private final List<String> lines;

  private CompactLines(List<String> lines) {
    this.lines = lines;
  }

  /**
   * Removes lines of a file.
   *
   * @param text a Java source, as JavaPoet lays it out
   * @return the same source, in fewer lines
   */
  public static String of(String text) {
    CompactLines compact = new CompactLines(text.lines().toList());
    StringBuilder left = new StringBuilder(text.length());
    int next = 0;
    while (next < compact.lines.size()) {
      next += compact.add(next, left);
    }
    return left.toString();
  }

  /** Adds the element at a line, and returns the number of its lines. */
  private int add(int index, StringBuilder text) {
    String line = lines.get(index);
    if (line.isEmpty() && isBetweenFields(index)) {
      return 1;
    }
    if (line.endsWith("/**") && lines.get(index + 2).endsWith(END)) {
      String margin = line.substring(0, line.length() - 3);
      String comment = margin + BEGIN + lines.get(index + 1).substring(margin.length() + 3) + END;
      if (comment.length() <= LineBreaks.COLUMNS) {
        text.append(comment).append('\n');
        return 3;
      }
    }
    text.append(line).append('\n');
    return 1;
  }

  private boolean isBetweenFields(int empty) {
    return empty > 0
        && empty + 1 < lines.size()
        && isField(lines.get(empty - 1))
        && isField(lines.get(empty + 1))
        && isStatic(lines.get(empty - 1)) == isStatic(lines.get(empty + 1));
  }

  private static boolean isField(String line) {
    return line.endsWith(";") && line.stripLeading().startsWith("private ");
  }

  private static boolean isStatic(String line) {
    return line.stripLeading().startsWith("private static ");
  }
}
