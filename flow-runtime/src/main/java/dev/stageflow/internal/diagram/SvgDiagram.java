package dev.stageflow.internal.diagram;

import dev.stageflow.FlowDescription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws a flow as SVG: a row for each stage, from the input down to the output, indented by the
 * sequences that it is in, with a frame around what is in a context.
 *
 * <p>All boxes end at one margin for each depth, so that a line straight down from one row always
 * meets the next. Text is measured by a guess, as no font is at hand.
 */
public final class SvgDiagram {
  private static final int MARGIN = 16;
  private static final int INDENT = 20;
  private static final int BOX_HEIGHT = 32;
  private static final int EDGE_HEIGHT = 30;
  private static final int TITLE_HEIGHT = 24;
  private static final int NOTE_HEIGHT = 16;
  private static final int LETTER = 8;
  private static final int BASELINE = 21;

  /** Letters of the longest kind, and the space before it. */
  private static final int KIND_LETTERS = 13;

  private final FlowDescription flow;
  private final int width;
  private final StringBuilder frames = new StringBuilder();
  private final StringBuilder boxes = new StringBuilder();
  private final Deque<Opened> contexts = new ArrayDeque<>();
  private int depth;
  private int lastX;
  private int y = MARGIN;

  /** A context whose frame has no lower edge yet. */
  private record Opened(String stage, int depth, int y) {}

  public SvgDiagram(FlowDescription flow) {
    this.flow = flow;
    this.width = width(flow);
  }

  public String text() {
    String input = flow.input();
    if (input != null) {
      box("io", input, "input", List.of());
    }
    boolean linked = input != null;
    String type = null;
    for (FlowDescription.Stage stage : flow.stages()) {
      if (linked) {
        edge(type);
      }
      linked = true;
      row(stage);
      type = stage.kind().passesItem() ? type : stage.output();
    }
    while (!contexts.isEmpty()) {
      close(contexts.pop());
    }
    if (linked && !"void".equals(type)) {
      edge(null);
      box("io", type == null ? "output" : type, type == null ? "" : "output", List.of());
    }
    return document(y + MARGIN);
  }

  private void row(FlowDescription.Stage stage) {
    if (stage.opensContext()) {
      contexts.push(new Opened(stage.name(), depth, y));
      text(frames, x() + 8, y + 17, "small", "start", "context of " + stage.name());
      y += TITLE_HEIGHT;
      depth++;
    }
    String kind = stage.kind().name().toLowerCase(Locale.ROOT);
    box(kind, stage.name(), kind, stage.notes());
    if (stage.kind() == FlowDescription.Kind.SEQUENCE) {
      depth++;
    } else if (stage.kind() == FlowDescription.Kind.ACCUMULATE) {
      gather(stage.gathersIn());
    }
  }

  /** After an accumulate its context has ended, or all sequences of the run have. */
  private void gather(@Nullable String context) {
    if (context == null) {
      depth = contexts.isEmpty() ? 0 : contexts.element().depth() + 1;
    } else if (contexts.stream().anyMatch(it -> it.stage().equals(context))) {
      Opened closed = contexts.pop();
      while (!closed.stage().equals(context)) {
        close(closed);
        closed = contexts.pop();
      }
      close(closed);
    }
  }

  private void close(Opened context) {
    y += INDENT / 2;
    depth = context.depth();
    rect(frames, "context", context.y(), y - context.y());
    lastX = x();
  }

  private void box(String style, String name, String kind, List<String> notes) {
    int height = BOX_HEIGHT + notes.size() * NOTE_HEIGHT;
    rect(boxes, style, y, height);
    text(boxes, x() + 12, y + BASELINE, "name", "start", name);
    if (!kind.isEmpty()) {
      text(boxes, right() - 12, y + BASELINE, "small", "end", kind);
    }
    for (int i = 0; i < notes.size(); i++) {
      text(boxes, x() + 12, y + BASELINE + (i + 1) * NOTE_HEIGHT, "small", "start", notes.get(i));
    }
    y += height;
    lastX = x();
  }

  /** A line from the last box to the next, past the frames that end and begin between them. */
  private void edge(@Nullable String type) {
    int x = x() + 24;
    int end = y + EDGE_HEIGHT;
    // What a line comes from reaches further left than what it leads to, or begins further right.
    int from = Math.max(x, lastX + 24);
    append(boxes, "<path class=\"edge\" d=\"M%d %dv5H%dV%d\"/>", from, y, x, end);
    append(boxes, "<path class=\"arrow\" d=\"M%d %dh8l-4 6z\"/>", x - 4, end - 6);
    if (type != null) {
      text(boxes, x + 10, y + 18, "small", "start", type);
    }
    y = end;
  }

  private int x() {
    return MARGIN + depth * INDENT;
  }

  private int right() {
    return width - MARGIN - depth * (INDENT / 2);
  }

  private void rect(StringBuilder out, String style, int top, int height) {
    append(
        out,
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
        style,
        x(),
        top,
        right() - x(),
        height);
  }

  private static void text(
      StringBuilder out, int x, int y, String style, String anchor, String text) {
    append(
        out,
        "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>",
        style,
        x,
        y,
        anchor,
        escaped(text));
  }

  private static void append(StringBuilder out, String element, Object... values) {
    out.append("  ").append(String.format(Locale.ROOT, element, values)).append('\n');
  }

  private String document(int height) {
    return String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
              <title>%3$s</title>
              <style>
                text { font-family: system-ui, sans-serif; fill: #1a1a1a }
                .name { font-size: 14px }
                .small { font-size: 12px; fill: #555 }
                rect { fill: #fff; stroke: #5b6b7b }
                .page { stroke: none }
                .io { fill: #eee }
                .function, .consumer { fill: #e8f0fe }
                .filter { fill: #fff4d6 }
                .sequence { fill: #e3f4e6 }
                .accumulate { fill: #f3e6fa }
                .context { fill: none; stroke-dasharray: 4 3 }
                .edge { stroke: #5b6b7b; fill: none }
                .arrow { fill: #5b6b7b }
              </style>
              <rect class="page" width="%1$d" height="%2$d"/>
            """,
            width,
            height,
            escaped(flow.name()))
        + frames
        + boxes
        + "</svg>\n";
  }

  /** Wide enough for each row's text at its depth, which is at most that of all before it. */
  private static int width(FlowDescription flow) {
    int widest = letters(flow.input());
    int deepest = 0;
    for (FlowDescription.Stage stage : flow.stages()) {
      deepest +=
          (stage.opensContext() ? 1 : 0) + (stage.kind() == FlowDescription.Kind.SEQUENCE ? 1 : 0);
      widest = Math.max(widest, Math.max(letters(stage.name()), letters(stage.output())));
      for (String note : stage.notes()) {
        widest = Math.max(widest, letters(note) - KIND_LETTERS); // no kind stands beside it
      }
    }
    return 2 * MARGIN + deepest * (INDENT + INDENT / 2) + (widest + KIND_LETTERS) * LETTER + 24;
  }

  /** The length of a text in letters of a Latin font; many others are twice as wide. */
  private static int letters(@Nullable String text) {
    return text == null ? 0 : text.codePoints().map(it -> it < 0x1100 ? 1 : 2).sum();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            it -> {
              switch (it) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isText(it) ? it : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  /** XML has no place for control characters, nor for halves of pairs. */
  private static boolean isText(int point) {
    boolean inOneUnit = point >= ' ' && !(point >= 0xD800 && point < 0xE000) && point < 0xFFFE;
    return inOneUnit || point >= 0x10000;
  }
}
