package dev.stageflow.processor.parse;

import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.parse.member.Members;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Tests whether other processors may still change the classes that a definition uses. */
final class Unsettled {
  private static final String LOMBOK = "lombok.";

  private final TypeElement definition;
  private final TypeTool tool;
  private final Set<TypeElement> named = new HashSet<>();

  /** Examines a definition and the types that its stages name. */
  Unsettled(TypeElement definition, List<ExecutableElement> stages, TypeTool tool) {
    this.definition = definition;
    this.tool = tool;
    named.add(definition);
    for (ExecutableElement stage : stages) {
      tool.parts(stage.getReturnType()).forEach(this::add);
      stage.getParameters().forEach(it -> tool.parts(it.asType()).forEach(this::add));
    }
  }

  private void add(DeclaredType type) {
    named.add((TypeElement) type.asElement());
  }

  /**
   * Whether a class extends one that is not known yet, so that its supertypes are not known either.
   */
  boolean hasUnknownSupertype() {
    Set<TypeElement> seen = new HashSet<>();
    return named.stream().anyMatch(type -> hasUnknownSupertype(type, seen));
  }

  private boolean hasUnknownSupertype(TypeElement type, Set<TypeElement> seen) {
    return seen.add(type)
        && Members.supertypes(type).stream()
            .anyMatch(
                it ->
                    tool.isUnknown(it) || hasUnknownSupertype((TypeElement) it.asElement(), seen));
  }

  /** Whether a class, or a part of it, is not known. */
  boolean namesUnknown() {
    return named.stream().anyMatch(type -> tool.isUnknown(type.asType()))
        || definition.getTypeParameters().stream()
            .flatMap(parameter -> parameter.getBounds().stream())
            .anyMatch(tool::isUnknown)
        || hasUnknownSupertype();
  }

  /** Whether a class has an annotation by which Lombok may give it other constructors. */
  boolean isLombok() {
    return named.stream()
        .flatMap(type -> type.getAnnotationMirrors().stream())
        .map(annotation -> annotation.getAnnotationType().asElement())
        .anyMatch(Unsettled::isLombok);
  }

  private static boolean isLombok(Element annotation) {
    return ((TypeElement) annotation).getQualifiedName().toString().startsWith(LOMBOK);
  }
}
