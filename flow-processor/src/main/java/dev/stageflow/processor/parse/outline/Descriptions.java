package dev.stageflow.processor.parse.outline;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.declaration.TypeTool;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Describes a definition's stages in the user's words. */
public final class Descriptions {
  private final TypeElement definition;
  private final TypeTool tool;

  public Descriptions(TypeElement definition, TypeTool tool) {
    this.definition = definition;
    this.tool = tool;
  }

  public FlowDescription of(Outline outline, Values values) {
    List<FlowDescription.Stage> stages = new ArrayList<>();
    boolean opens = false;
    for (int i = 0; i < outline.elements().size(); i++) {
      Element element = outline.elements().get(i);
      if (element.kind() == Element.Kind.CONTEXT) {
        opens = true;
        continue;
      }
      if (element.has(Element.Trait.REPLACES_ITEM) || element.kind() == Element.Kind.OUTPUT) {
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
}
