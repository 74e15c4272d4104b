package dev.stageflow.internal.diagram;

import dev.stageflow.FlowDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a flow as a Mermaid flowchart. */
public final class MermaidDiagram {
  private final FlowDescription flow;
  private final StringBuilder text = new StringBuilder("flowchart TD\n");
  private int depth = 1;

  public MermaidDiagram(FlowDescription flow) {
    this.flow = flow;
  }

  public String text() {
    String input = flow.input();
    String from = null;
    if (input != null) {
      line("input([" + quoted(input) + "])");
      from = "input";
    }
    nodes();
    edges(from);
    return text.toString();
  }

  /** A context's box holds the stages up to the accumulate that closes it, or all that follow. */
  private void nodes() {
    Set<String> boxes = new HashSet<>();
    List<FlowDescription.Stage> stages = flow.stages();
    for (int i = 0; i < stages.size(); i++) {
      FlowDescription.Stage stage = stages.get(i);
      if (stage.opensContext()) {
        line("subgraph context" + i + " [" + quoted("context of " + stage.name()) + "]");
        boxes.add(stage.name());
        depth++;
      }
      line(node(i, stage));
      String gathersIn = stage.gathersIn();
      if (gathersIn != null && boxes.remove(gathersIn)) {
        depth--;
        line("end");
      }
    }
    while (depth > 1) {
      depth--;
      line("end");
    }
  }

  private void edges(@Nullable String start) {
    String from = start;
    String type = null;
    List<FlowDescription.Stage> stages = flow.stages();
    for (int i = 0; i < stages.size(); i++) {
      FlowDescription.Stage stage = stages.get(i);
      String to = "stage" + i;
      if (from != null) {
        line(edge(from, type, to));
      }
      from = to;
      type = stage.kind().passesItem() ? type : stage.output();
    }
    if (from != null && !"void".equals(type)) {
      line("output([" + quoted("output") + "])");
      line(edge(from, type, "output"));
    }
  }

  private static String edge(String from, @Nullable String type, String to) {
    return from + (type == null ? " --> " : " -- " + quoted(type) + " --> ") + to;
  }

  private static String node(int index, FlowDescription.Stage stage) {
    List<String> lines = new ArrayList<>(stage.notes());
    lines.add(0, stage.name());
    String label = quoted(lines);
    String shape =
        switch (stage.kind()) {
          case FUNCTION -> "[" + label + "]";
          case FORK -> ">" + label + "]";
          case CONSUMER -> "[/" + label + "/]";
          case FILTER -> "{" + label + "}";
          case SEQUENCE -> "[[" + label + "]]";
          case SUBFLOW -> "{{" + label + "}}";
          case ACCUMULATE -> "[(" + label + ")]";
          case CONTEXT -> "(" + label + ")";
        };
    return "stage" + index + shape;
  }

  private static String quoted(String label) {
    return quoted(List.of(label));
  }

  private static String quoted(List<String> lines) {
    return lines.stream()
        .map(MermaidDiagram::escaped)
        .collect(Collectors.joining("<br>", "\"", "\""));
  }

  /**
   * Inside quotes too Mermaid reads markup, entities, Markdown that a backtick begins, and {@code
   * %%} as a comment or a directive; a line break ends the statement.
   */
  private static String escaped(String line) {
    return line.replace("#", "#35;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("`", "#96;")
        .replace("%", "#37;")
        .replaceAll("\\R", " ");
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }
}
