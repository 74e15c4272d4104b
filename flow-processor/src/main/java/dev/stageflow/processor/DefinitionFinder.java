package dev.stageflow.processor;

import dev.stageflow.processor.check.place.NotAStage;
import dev.stageflow.processor.declaration.Annotations;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that are flow definitions: those with a stage of their own, or marked as one.
 */
final class DefinitionFinder {
  private DefinitionFinder() {}

  /**
   * Finds the definitions of a round, in an order that does not depend on that of the files. Those
   * that choose a name for their flow come last: if the name is taken, the choice is the error.
   */
  static List<TypeElement> definitions(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> definitions = new LinkedHashSet<>();
    for (Element annotated :
        round.getElementsAnnotatedWithAny(annotations.toArray(TypeElement[]::new))) {
      TypeElement type = enclosingType(annotated);
      if (type != null && isGenerated(type)) {
        definitions.add(type);
      }
    }
    // Eclipse's compiler finds no annotations of a record's components.
    recordsIn(round.getRootElements())
        .filter(NotAStage::hasAnnotatedComponent)
        .forEach(definitions::add);
    return definitions.stream()
        .sorted(
            Comparator.comparing(DefinitionFinder::isNamed)
                .thenComparing(DefinitionFinder::qualifiedName))
        .toList();
  }

  private static Stream<TypeElement> recordsIn(Collection<? extends Element> elements) {
    return elements.stream()
        .filter(TypeElement.class::isInstance)
        .map(TypeElement.class::cast)
        .flatMap(
            type ->
                Stream.concat(
                    type.getKind() == ElementKind.RECORD ? Stream.of(type) : Stream.empty(),
                    recordsIn(type.getEnclosedElements())));
  }

  /** The canonical name. In that of a nested class, ecj writes a dot for a dollar sign. */
  static String qualifiedName(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? qualifiedName(outer) + "." + type.getSimpleName()
        : type.getQualifiedName().toString();
  }

  private static boolean isNamed(TypeElement definition) {
    return Annotations.find(definition, "FlowDefinition")
        .filter(mark -> !Annotations.string(mark, "name").isEmpty())
        .isPresent();
  }

  private static @Nullable TypeElement enclosingType(Element element) {
    Element at = element;
    while (at != null && !(at instanceof TypeElement)) {
      at = at.getEnclosingElement();
    }
    return (TypeElement) at;
  }

  private static boolean isGenerated(TypeElement type) {
    return Annotations.find(type, "FlowDefinition")
        .map(mark -> Annotations.flag(mark, "generate"))
        .orElse(true);
  }
}
