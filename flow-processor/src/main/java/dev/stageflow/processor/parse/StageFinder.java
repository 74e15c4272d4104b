package dev.stageflow.processor.parse;

import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.Rule;
import dev.stageflow.processor.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds a definition's stages in order: those of the superclass first, then of the interfaces as
 * listed, then its own. An override keeps its place.
 */
final class StageFinder {
  private final TypeElement definition;
  private final Elements elements;
  private final Types types;

  StageFinder(TypeElement definition, Elements elements, Types types) {
    this.definition = definition;
    this.elements = elements;
    this.types = types;
  }

  /** The stage annotations on a method. */
  static List<Stage.Kind> kinds(ExecutableElement method) {
    List<Stage.Kind> kinds = new ArrayList<>();
    for (Stage.Kind kind : Stage.Kind.values()) {
      if (Annotations.has(method, kind.annotation())) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  List<Stage> find() throws Mistake {
    List<ExecutableElement> methods = new ArrayList<>();
    gather(definition, methods, new HashSet<>());
    List<Stage> stages = new ArrayList<>();
    for (ExecutableElement method : methods) {
      stages.add(stage(method));
    }
    if (stages.isEmpty()) {
      throw new Mistake(
          Rule.NO_STAGE,
          Place.of(definition),
          definition.getSimpleName()
              + " has no stage. Annotate a method with @Function, @Filter, @Sequence or"
              + " @Accumulate, or say generate = false if it is only inherited from.");
    }
    checkNames(stages);
    return inListedOrder(stages);
  }

  private void gather(TypeElement type, List<ExecutableElement> stages, Set<TypeElement> seen)
      throws Mistake {
    if (!seen.add(type)) {
      return;
    }
    if (type.getSuperclass() instanceof DeclaredType superclass) {
      gather((TypeElement) superclass.asElement(), stages, seen);
    }
    for (TypeMirror extended : type.getInterfaces()) {
      gather((TypeElement) ((DeclaredType) extended).asElement(), stages, seen);
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      int overridden = overridden(method, stages);
      boolean isStage = !kinds(method).isEmpty();
      if (overridden >= 0) {
        if (!isStage) {
          throw new Mistake(
              Rule.OVERRIDE_WITHOUT_ANNOTATION,
              Place.of(method),
              "'"
                  + method.getSimpleName()
                  + "' overrides a stage of "
                  + Method.declaring(stages.get(overridden)).getSimpleName()
                  + ": repeat its annotation here, so that readers see it.");
        }
        stages.set(overridden, method);
      } else if (isStage) {
        stages.add(method);
      } else if (Annotations.has(method, "Context")) {
        throw notAStage(method);
      }
    }
  }

  private static Mistake notAStage(ExecutableElement method) {
    return new Mistake(
        Rule.NOT_A_STAGE,
        new Place(method, Annotations.find(method, "Context").orElseThrow(), null),
        "'"
            + method.getSimpleName()
            + "' has @Context but is no stage. Put it beside @Function, @Filter or @Sequence.");
  }

  private int overridden(ExecutableElement method, List<ExecutableElement> stages) {
    for (int i = 0; i < stages.size(); i++) {
      if (elements.overrides(method, stages.get(i), definition)) {
        return i;
      }
    }
    return -1;
  }

  private Stage stage(ExecutableElement element) throws Mistake {
    List<Stage.Kind> kinds = kinds(element);
    String name = element.getSimpleName().toString();
    if (kinds.size() > 1) {
      throw new Mistake(
          Rule.TWO_STAGE_ANNOTATIONS,
          Place.of(element),
          "'"
              + name
              + "' is both @"
              + kinds.get(0).annotation()
              + " and @"
              + kinds.get(1).annotation()
              + ". A method is one stage: remove one of them.");
    }
    checkCallable(element);
    if (!element.getTypeParameters().isEmpty()) {
      throw new Mistake(
          Rule.GENERIC_METHOD,
          Place.of(element),
          "'"
              + name
              + "' has type parameters of its own, which no stage before it could settle. Declare"
              + " them on the class.");
    }
    if (element.isVarArgs()) {
      throw new Mistake(
          Rule.VARARGS,
          Place.of(element),
          "'" + name + "' takes a variable number of parameters. Take an array or a list.");
    }
    AnnotationMirror annotation =
        Annotations.find(element, kinds.get(0).annotation()).orElseThrow();
    Optional<AnnotationMirror> context = Annotations.find(element, "Context");
    if (context.isPresent() && kinds.get(0) == Stage.Kind.ACCUMULATE) {
      throw new Mistake(
          Rule.CONTEXT_PLACE,
          new Place(element, context.get(), null),
          "An accumulate closes a context and opens none. Put @Context on the stage before which"
              + " '"
              + name
              + "' shall start anew.");
    }
    return new Stage(method(element), kinds.get(0), annotation, context.orElse(null));
  }

  /** The method as the definition sees it. */
  Method method(ExecutableElement element) {
    TypeMirror type = types.asMemberOf((DeclaredType) definition.asType(), element);
    return new Method(element, (ExecutableType) type);
  }

  /** Checks that a class beside the definition can call a method. */
  void checkCallable(ExecutableElement element) throws Mistake {
    Set<Modifier> modifiers = element.getModifiers();
    String name = "'" + element.getSimpleName() + "'";
    if (modifiers.contains(Modifier.PRIVATE)) {
      throw new Mistake(
          Rule.INACCESSIBLE,
          Place.of(element),
          name + " is private, so the generated flow cannot call it. Remove 'private'.");
    }
    if (!modifiers.contains(Modifier.PUBLIC)
        && !elements.getPackageOf(element).equals(elements.getPackageOf(definition))) {
      throw new Mistake(
          Rule.INACCESSIBLE,
          Place.of(definition),
          name
              + ", inherited from "
              + Method.declaring(element).getSimpleName()
              + " in another package, cannot be called by the generated flow. Make it public, or"
              + " override it here.");
    }
  }

  private static void checkNames(List<Stage> stages) throws Mistake {
    Map<String, Stage> byName = new LinkedHashMap<>();
    for (Stage stage : stages) {
      if (byName.put(stage.name(), stage) != null) {
        throw new Mistake(
            Rule.STAGE_NAME_TWICE,
            stage.place(),
            "Two stages are called '" + stage.name() + "'. Rename one of them.");
      }
    }
  }

  private List<Stage> inListedOrder(List<Stage> stages) throws Mistake {
    Optional<AnnotationMirror> annotation = Annotations.find(definition, "FlowDefinition");
    List<AnnotationValue> listed =
        annotation.map(mirror -> Annotations.items(mirror, "stages")).orElse(List.of());
    if (listed.isEmpty()) {
      return stages;
    }
    Map<String, Stage> left =
        stages.stream()
            .collect(
                Collectors.toMap(Stage::name, stage -> stage, (a, b) -> a, LinkedHashMap::new));
    List<String> all = List.copyOf(left.keySet());
    List<Stage> ordered = new ArrayList<>();
    for (AnnotationValue item : listed) {
      String name = String.valueOf(item.getValue());
      Stage stage = left.remove(name);
      if (stage == null) {
        throw new Mistake(
            Rule.STAGE_ORDER,
            new Place(definition, annotation.get(), item),
            all.contains(name)
                ? "'" + name + "' is listed twice."
                : "There is no stage '" + name + "'." + Suggestion.forName(name, all));
      }
      ordered.add(stage);
    }
    if (!left.isEmpty()) {
      throw new Mistake(
          Rule.STAGE_ORDER,
          Annotations.place(definition, annotation.get(), "stages"),
          "The list leaves out '"
              + String.join("', '", left.keySet())
              + "'. List every stage, in order.");
    }
    return ordered;
  }
}
