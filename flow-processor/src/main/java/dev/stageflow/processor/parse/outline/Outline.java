package dev.stageflow.processor.parse.outline;

import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.Element.Trait;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.PlanException;
import dev.stageflow.internal.plan.Planner;
import dev.stageflow.processor.check.place.ForkPlace;
import dev.stageflow.processor.check.place.OutputPlace;
import dev.stageflow.processor.check.signature.NoInput;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.AccumulateMessage;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.signature.AccumulateSignatures;
import dev.stageflow.processor.parse.signature.Results;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * The stages and contexts of a definition as the planner sees them, before any types are compared.
 *
 * @param elements the plan's elements
 * @param stages for each element its stage; for a context the stage that opens it, for a place
 *     where a function may be added the stage before it
 * @param plan the plan
 * @param input the type of the first stage's item; null for a source flow
 */
public record Outline(
    List<Element> elements, List<StageMethod> stages, FlowPlan plan, @Nullable TypeMirror input) {

  /**
   * Reads the stages.
   *
   * @param context the definition
   * @param stages the stages in order
   * @param extensible whether a function may be added after each stage with a value
   */
  public static @Nullable Outline of(
      ParseContext context, List<StageMethod> stages, boolean extensible) {
    Errors errors = context.errors();
    AccumulateSignatures accumulates = new AccumulateSignatures(context);
    Results results = new Results(context.tool());
    AddedNames added = new AddedNames(stages);
    List<Element> elements = new ArrayList<>();
    List<StageMethod> owners = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      StageMethod stage = stages.get(i);
      elements.addAll(contexts(stage, added));
      stage.contexts().forEach(opened -> owners.add(stage));
      errors.check(
          stage.method().element(),
          () -> ForkPlace.checkGives(stage, results.of(stage.method().returns()).type()));
      boolean isLast = i == stages.size() - 1;
      Element read = errors.read(() -> element(stage, accumulates, results));
      Element element = read == null ? accumulate(stage) : read;
      if (element.kind() == Element.Kind.CONSUMER && !isLast) {
        String next = stages.get(i + 1).name();
        errors.check(
            stage.method().element(),
            () -> {
              throw new DefinitionError(
                  ItemMessage.RESULT_MISSING, stage.place(), stage.name(), next);
            });
        element = Element.of(Element.Kind.FUNCTION, stage.name());
      }
      elements.add(element);
      owners.add(stage);
      boolean passes = element.givesValue() && element.kind() != Element.Kind.FORK;
      if (extensible && (passes || element.kind() == Element.Kind.FILTER)) {
        elements.add(
            Element.of(Element.Kind.FUNCTION, added.after(stage.name()), Trait.REPLACES_ITEM));
        owners.add(stage);
      }
      if (stage.output() != null && element.givesValue()) {
        String sink = Annotations.string(stage.output(), "value");
        errors.check(() -> OutputPlace.checkGoesOn(stage, !isLast || !sink.isEmpty()));
        elements.add(Element.of(Element.Kind.OUTPUT, sink));
        owners.add(stage);
      }
    }
    StageMethod first = stages.get(0);
    if (!errors.isWrong(first.method().element())) {
      errors.check(first.method().element(), () -> input(first, accumulates));
    }
    TypeMirror input =
        errors.isWrong(first.method().element())
            ? context.tool().anything()
            : errors.read(() -> input(first, accumulates));
    return errors.read(
        () -> {
          try {
            return new Outline(elements, owners, Planner.plan(elements, input != null), input);
          } catch (PlanException problem) {
            throw planError(problem, elements, owners);
          }
        });
  }

  /** The contexts that a stage opens, of which the innermost is called as the stage is. */
  private static List<Element> contexts(StageMethod stage, AddedNames added) {
    List<Element> contexts = new ArrayList<>();
    for (int i = stage.contexts().size() - 1; i >= 0; i--) {
      String name = contexts.isEmpty() ? stage.name() : added.around(stage.name());
      contexts.add(0, context(name, stage.contexts().get(i)));
    }
    return contexts;
  }

  private static Element context(String name, AnnotationMirror context) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (!Annotations.string(context, "by").isEmpty()) {
      traits.add(Trait.GROUPS);
    }
    if (!Annotations.string(context, "onOpen").isEmpty()) {
      traits.add(Trait.ON_OPEN);
    }
    if (!Annotations.string(context, "onFlush").isEmpty()) {
      traits.add(Trait.ON_FLUSH);
    }
    if (!Annotations.string(context, "onClose").isEmpty()) {
      traits.add(Trait.ON_CLOSE);
    }
    return new Element(Element.Kind.CONTEXT, name, traits);
  }

  /** The annotation of a context. */
  public AnnotationMirror context(int index) {
    return context(index, elements, stages);
  }

  private static AnnotationMirror context(
      int index, List<Element> elements, List<StageMethod> stages) {
    int inner = 0;
    while (elements.get(index + inner + 1).kind() == Element.Kind.CONTEXT) {
      inner++;
    }
    List<AnnotationMirror> contexts = stages.get(index).contexts();
    return contexts.get(contexts.size() - 1 - inner);
  }

  private static Element element(
      StageMethod stage, AccumulateSignatures accumulates, Results results)
      throws DefinitionError, Unready {
    return switch (stage.kind()) {
      case FUNCTION ->
          started(
              stage,
              results.of(stage.method().returns()).type() == null
                  ? Element.Kind.CONSUMER
                  : Element.Kind.FUNCTION);
      case FILTER -> Element.of(Element.Kind.FILTER, stage.name());
      case SEQUENCE ->
          Annotations.string(stage.annotation(), "onFinish").isEmpty()
              ? Element.of(Element.Kind.SEQUENCE, stage.name())
              : Element.of(Element.Kind.SEQUENCE, stage.name(), Trait.ON_FINISH);
      case SUBFLOW -> started(stage, Element.Kind.SUBFLOW);
      case ACCUMULATE -> accumulate(stage, accumulates, results);
    };
  }

  /** A stage whose calls may overlap. */
  private static Element started(StageMethod stage, Element.Kind kind) {
    if (stage.fork() != null) {
      return Element.of(Element.Kind.FORK, stage.name());
    }
    return stage.parallel() == null
        ? Element.of(kind, stage.name())
        : Element.of(kind, stage.name(), Trait.PARALLEL);
  }

  private static Element accumulate(
      StageMethod stage, AccumulateSignatures accumulates, Results results)
      throws DefinitionError, Unready {
    Element element = accumulate(stage);
    Method finish = accumulates.finish(stage);
    if (finish == null || results.of(finish.returns()).type() != null) {
      return element;
    }
    Set<Trait> traits = EnumSet.of(Trait.CONSUMES);
    traits.addAll(element.traits());
    return new Element(element.kind(), element.name(), traits);
  }

  /** An accumulate, without what its {@code finish} determines. */
  private static Element accumulate(StageMethod stage) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (!Annotations.string(stage.annotation(), "flushWhen").isEmpty()) {
      traits.add(Trait.FLUSH_WHEN);
    }
    if (Annotations.number(stage.annotation(), "flushAfterMillis") > 0) {
      traits.add(Trait.FLUSH_AFTER);
    }
    if (Annotations.flag(stage.annotation(), "emitEmpty")) {
      traits.add(Trait.EMIT_EMPTY);
    }
    return new Element(Element.Kind.ACCUMULATE, stage.name(), traits);
  }

  /** The type of the first stage's item; null for a source flow. */
  private static @Nullable TypeMirror input(StageMethod first, AccumulateSignatures accumulates)
      throws DefinitionError {
    if (first.kind() == StageMethod.Kind.ACCUMULATE) {
      return accumulates.signature(first).item();
    }
    NoInput.checkFirst(first);
    List<Method.Parameter> plain = first.method().plainParameters();
    return plain.isEmpty() ? null : plain.get(0).type();
  }

  private static DefinitionError planError(
      PlanException problem, List<Element> elements, List<StageMethod> owners) {
    StageMethod stage = owners.get(problem.element());
    return switch (problem.problem()) {
      case CONTEXT_WITHOUT_SEQUENCE ->
          new DefinitionError(
              AccumulateMessage.CONTEXT_WITHOUT_SEQUENCE,
              new Location(
                  stage.method().element(), context(problem.element(), elements, owners), null),
              stage.name());
      case GROUP_WITHOUT_SEQUENCE ->
          new DefinitionError(
              AccumulateMessage.GROUP_WITHOUT_SEQUENCE,
              Annotations.place(
                  stage.method().element(), context(problem.element(), elements, owners), "by"),
              stage.name());
      case GROUP_AFTER_PARALLEL ->
          new DefinitionError(
              AccumulateMessage.GROUP_AFTER_PARALLEL,
              Annotations.place(
                  stage.method().element(), context(problem.element(), elements, owners), "by"),
              stage.name());
      case PARALLEL_WITHOUT_SEQUENCE ->
          new DefinitionError(
              MethodMessage.PARALLEL_WITHOUT_SEQUENCE,
              new Location(stage.method().element(), stage.parallel(), null),
              stage.name());
      case AFTER_CONSUMER ->
          new DefinitionError(ItemMessage.AFTER_CONSUMER, stage.place(), stage.name());
    };
  }
}
