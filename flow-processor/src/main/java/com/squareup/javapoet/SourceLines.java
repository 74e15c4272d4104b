package com.squareup.javapoet;

import org.jspecify.annotations.NullMarked;

/**
 * Lays out text as a {@link CodeWriter} does: indents lines, puts stars before those of javadoc,
 * and breaks a line that would be too long at the last place where it may be broken.
 */
@NullMarked
final class SourceLines {
  private static final int COLUMNS = 100;
  private static final int NONE = -1;

  private final StringBuilder text = new StringBuilder(32_768);
  private int indent;
  private int lineStart;
  private boolean atLineStart;
  private boolean inJavadoc;

  /** How many lines the statement at hand has had; negative if none is at hand. */
  private int statementLines = NONE;

  /** Where the line may be broken, and how far to indent what follows then. */
  private int breakAt = NONE;

  private int breakIndent;

  /** Adds text of any number of lines. */
  void add(String lines) {
    int from = 0;
    for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
      addToLine(lines, from, end);
      endLine();
      from = end + 1;
    }
    addToLine(lines, from, lines.length());
  }

  private void addToLine(String line, int from, int to) {
    if (from == to) {
      return;
    }
    if (atLineStart) {
      addMargin();
      if (inJavadoc) {
        text.append(" * ");
      }
      atLineStart = false;
    }
    text.append(line, from, to);
    breakIfTooLong();
  }

  private void addMargin() {
    for (int i = 0; i < indent; i++) {
      text.append(SourceText.INDENT);
    }
  }

  private void endLine() {
    if (inJavadoc && atLineStart) {
      addMargin();
      text.append(" *");
    }
    breakIfTooLong();
    breakAt = NONE;
    text.append('\n');
    lineStart = text.length();
    atLineStart = true;
    if (statementLines == 0) {
      indent += 2;
    }
    if (statementLines >= 0) {
      statementLines++;
    }
  }

  private void breakIfTooLong() {
    if (breakAt == NONE || text.length() - lineStart <= COLUMNS) {
      return;
    }
    String margin = "\n" + SourceText.INDENT.repeat(breakIndent);
    boolean isSpace = breakAt < text.length() && text.charAt(breakAt) == ' ';
    text.replace(breakAt, isSpace ? breakAt + 1 : breakAt, margin);
    lineStart = breakAt + 1;
    breakAt = NONE;
  }

  /** Adds a space at which the line may be broken. */
  void addBreakableSpace() {
    text.append(' ');
    breakAt = text.length() - 1;
    breakIndent = indent + 2;
  }

  /** Lets the line be broken here. */
  void allowBreak() {
    if (text.length() > lineStart) {
      breakAt = text.length();
      breakIndent = indent + 2;
    }
  }

  void indent(int levels) {
    indent += levels;
  }

  /** Begins a statement: its further lines are indented twice. */
  void beginStatement() {
    Util.checkState(statementLines == NONE, "a statement within a statement");
    statementLines = 0;
  }

  void endStatement() {
    if (statementLines > 0) {
      indent -= 2;
    }
    statementLines = NONE;
  }

  void javadoc(boolean isJavadoc) {
    inJavadoc = isJavadoc;
  }

  boolean endsWithLine() {
    return text.length() == lineStart;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
