package dev.stageflow.processor.parse.outline;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.FlowDescription;
import dev.stageflow.internal.diagram.OptionNotes;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.Parallel;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.MethodModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Describes a definition's stages in the user's words. */
public final class Descriptions {
  private final TypeElement definition;
  private final TypeTool tool;

  public Descriptions(TypeElement definition, TypeTool tool) {
    this.definition = definition;
    this.tool = tool;
  }

  /**
   * Describes the stages.
   *
   * @param outline the stages in order
   * @param values their types
   * @param models their models
   * @param guards their guards
   * @param parallels how stages have several items at once
   */
  public FlowDescription of(
      Outline outline,
      ValueTypes values,
      List<ElementModel> models,
      List<Guard> guards,
      Map<Integer, Parallel> parallels) {
    List<FlowDescription.Stage> stages = new ArrayList<>();
    boolean opens = false;
    for (int i = 0; i < outline.elements().size(); i++) {
      Element element = outline.elements().get(i);
      if (element.kind() == Element.Kind.CONTEXT) {
        opens = true;
        if (outline.elements().get(i + 1).kind() != Element.Kind.CONTEXT) {
          continue;
        }
      }
      if (element.has(Element.Trait.REPLACES_ITEM) || element.kind() == Element.Kind.OUTPUT) {
        continue;
      }
      int context = outline.plan().sites().get(i).context();
      boolean gathers = element.kind() == Element.Kind.ACCUMULATE && context != FlowPlan.RUN;
      stages.add(
          new FlowDescription.Stage(
              element.name(),
              FlowDescription.Kind.valueOf(element.kind().name()),
              output(outline, i, values),
              opens,
              gathers ? outline.elements().get(context).name() : null,
              notes(outline, i, models.get(i), guards.get(i), parallels.get(i))));
      opens = false;
    }
    TypeMirror input = outline.input();
    return new FlowDescription(
        definition.getSimpleName().toString(), input == null ? null : tool.format(input), stages);
  }

  private static List<String> notes(
      Outline outline, int index, ElementModel model, Guard guard, @Nullable Parallel parallel) {
    OptionNotes notes = new OptionNotes();
    notes.groups(outline.elements(), index);
    if (model instanceof ElementModel.Filter filter && filter.ends() != FlowPlan.NO_VALUE) {
      notes.ends(outline.elements().get(filter.ends()).name());
    }
    MethodModel method = model.method();
    if (method != null && isTunnelled(method)) {
      notes.tunnel();
    }
    if (model instanceof ElementModel.Accumulate accumulate) {
      long millis = accumulate.flush().afterMillis();
      notes.batches(outline.elements().get(index), millis == 0 ? null : Duration.ofMillis(millis));
    }
    if (parallel != null) {
      notes.parallel(parallel.limit(), parallel.ordered(), parallel.key() != null);
    }
    notes.outputs(outline.elements(), index);
    addGuard(guard, notes);
    return notes.list();
  }

  private static void addGuard(Guard guard, OptionNotes notes) {
    Long timeout = guard.timeoutMillis();
    if (timeout != null) {
      notes.timeout(Duration.ofMillis(timeout));
    }
    Guard.Retry retry = guard.retry();
    if (retry != null) {
      notes.retry(retry.policy() instanceof Guard.Policy.Annotated policy ? policy.times() : null);
    }
    for (Guard.Recovery recover : guard.recoveries()) {
      notes.recovers(name(recover.failure()), recover.output(), isTunnelled(recover.method()));
    }
  }

  private static boolean isTunnelled(MethodModel method) {
    return method.calling().kind() == Calling.Kind.TUNNELLED;
  }

  private static String name(TypeName type) {
    return type instanceof ClassName named
        ? String.join(".", named.simpleNames())
        : type.toString();
  }

  private String output(Outline outline, int index, ValueTypes values) {
    Element.Kind kind = outline.elements().get(index).kind();
    boolean passes = kind == Element.Kind.FILTER || kind == Element.Kind.CONTEXT;
    TypeMirror type = values.typeIfAny(passes ? outline.plan().itemOf(index) : index);
    return type == null ? "void" : tool.format(type);
  }
}
