package dev.stageflow.processor.declaration;

import dev.stageflow.processor.diagnostic.Location;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A method as the definition's class sees it; valid for one round.
 *
 * @param element the method
 * @param type its type, with the definition's own type arguments for inherited ones
 */
public record Method(ExecutableElement element, ExecutableType type) {

  public String name() {
    return element.getSimpleName().toString();
  }

  /** Its annotation of a simple name; null if it has none. */
  public @Nullable AnnotationMirror annotation(String simpleName) {
    return Annotations.find(element, simpleName).orElse(null);
  }

  /** The class that declares a method. */
  public static TypeElement declaring(ExecutableElement method) {
    return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
  }

  /** The accessors of a record's components; none for another class. */
  public static Set<ExecutableElement> accessors(TypeElement type) {
    return type.getRecordComponents().stream()
        .map(RecordComponentElement::getAccessor)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public TypeMirror returns() {
    return type.getReturnType();
  }

  public boolean isStatic() {
    return element.getModifiers().contains(Modifier.STATIC);
  }

  public List<Parameter> parameters() {
    List<? extends VariableElement> elements = element.getParameters();
    List<? extends TypeMirror> types = type.getParameterTypes();
    return IntStream.range(0, elements.size())
        .mapToObj(i -> new Parameter(element, elements.get(i), types.get(i)))
        .toList();
  }

  /** The parameters without {@code @Upstream}. */
  public List<Parameter> plainParameters() {
    return parameters().stream().filter(parameter -> parameter.upstream() == null).toList();
  }

  /**
   * A parameter.
   *
   * @param method its method
   * @param element the parameter
   * @param type its type, as the definition sees it
   */
  public record Parameter(ExecutableElement method, VariableElement element, TypeMirror type) {

    public @Nullable AnnotationMirror upstream() {
      return Annotations.find(element, "Upstream").orElse(null);
    }

    public String name() {
      return element.getSimpleName().toString();
    }

    public Location place() {
      return Location.of(element, method);
    }

    /** A value of its annotation. */
    public Location place(AnnotationMirror annotation, String value) {
      return new Location(element, method, annotation, Annotations.value(annotation, value));
    }
  }
}
