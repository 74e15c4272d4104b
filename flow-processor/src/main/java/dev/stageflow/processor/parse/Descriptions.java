package dev.stageflow.processor.parse;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.declaration.TypeTool;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Describes a definition's stages in the user's words. */
final class Descriptions {
  /** Three stages, with what they take and give. */
  private static final int MOST_OF_PATH = 7;

  private final TypeElement definition;
  private final TypeTool tool;

  Descriptions(TypeElement definition, TypeTool tool) {
    this.definition = definition;
    this.tool = tool;
  }

  FlowDescription of(Outline outline, Values values) {
    List<FlowDescription.Stage> stages = new ArrayList<>();
    boolean opens = false;
    for (int i = 0; i < outline.elements().size(); i++) {
      Element element = outline.elements().get(i);
      if (element.kind() == Element.Kind.CONTEXT) {
        opens = true;
        continue;
      }
      if (element.has(Element.Trait.REPLACES_ITEM)) {
        continue;
      }
      int context = outline.plan().sites().get(i).context();
      boolean gathers = element.kind() == Element.Kind.ACCUMULATE && context != FlowPlan.RUN;
      stages.add(
          new FlowDescription.Stage(
              element.name(),
              Kind.valueOf(element.kind().name()),
              output(outline, i, values),
              opens,
              gathers ? outline.elements().get(context).name() : null));
      opens = false;
    }
    TypeMirror input = outline.input();
    return new FlowDescription(
        definition.getSimpleName().toString(), input == null ? null : tool.format(input), stages);
  }

  private String output(Outline outline, int index, Values values) {
    boolean passes = outline.elements().get(index).kind() == Element.Kind.FILTER;
    TypeMirror type = values.typeIfAny(passes ? outline.plan().itemOf(index) : index);
    return type == null ? "void" : tool.format(type);
  }

  /** The way to a value: {@code Customer → orders → Order → price → Line}, at most its end. */
  String path(Outline outline, int value, Values values) {
    List<String> path = new ArrayList<>();
    addType(values.typeIfAny(FlowPlan.RUN), path);
    for (int i = 0; i <= value; i++) {
      Element element = outline.elements().get(i);
      if (element.givesValue() && !element.has(Element.Trait.REPLACES_ITEM)) {
        path.add(outline.elements().get(i).name());
        addType(values.typeIfAny(i), path);
      }
    }
    return path.size() <= MOST_OF_PATH
        ? String.join(" → ", path)
        : "… → " + String.join(" → ", path.subList(path.size() - MOST_OF_PATH, path.size()));
  }

  private void addType(@Nullable TypeMirror type, List<String> path) {
    if (type != null && !TypeTool.isAnything(type)) {
      path.add(tool.format(type));
    }
  }
}
