package dev.stageflow.processor.declaration;

import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.processor.diagnostic.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads annotations, and keeps the positions of their values. */
public final class Annotations {
  /** The name of their package, with a dot. */
  public static final String PACKAGE = FlowDefinition.class.getPackageName() + ".";

  /** The container of repeated ones. */
  private static final String REPEATED = Context.List.class.getCanonicalName();

  private Annotations() {}

  /** An element's annotation of a simple name, if it has it. */
  public static Optional<AnnotationMirror> find(Element element, String simpleName) {
    return all(element, simpleName).stream().findFirst();
  }

  /** An element's annotations of a simple name, in the order in which they are repeated. */
  public static List<AnnotationMirror> all(Element element, String simpleName) {
    List<AnnotationMirror> all = new ArrayList<>();
    for (AnnotationMirror mirror : of(element)) {
      if (typeOf(mirror).getQualifiedName().contentEquals(PACKAGE + simpleName)) {
        all.add(mirror);
      }
    }
    return all;
  }

  /** An element's annotations, with repeated ones in place of their container. */
  public static List<? extends AnnotationMirror> of(Element element) {
    List<? extends AnnotationMirror> mirrors = element.getAnnotationMirrors();
    return mirrors.stream().noneMatch(Annotations::isHolder)
        ? mirrors
        : mirrors.stream().flatMap(Annotations::held).toList();
  }

  private static boolean isHolder(AnnotationMirror mirror) {
    return typeOf(mirror).getQualifiedName().contentEquals(REPEATED);
  }

  private static Stream<AnnotationMirror> held(AnnotationMirror mirror) {
    return isHolder(mirror)
        ? items(mirror, "value").stream()
            .map(AnnotationValue::getValue)
            .filter(AnnotationMirror.class::isInstance)
            .map(AnnotationMirror.class::cast)
        : Stream.of(mirror);
  }

  private static TypeElement typeOf(AnnotationMirror mirror) {
    return (TypeElement) mirror.getAnnotationType().asElement();
  }

  /** The simple names of an element's annotations that are Stageflow's. */
  public static Stream<String> ofStageflow(Element element) {
    return of(element).stream()
        .map(Annotations::typeOf)
        .filter(type -> type.getQualifiedName().toString().startsWith(PACKAGE))
        .map(type -> type.getSimpleName().toString());
  }

  public static boolean has(Element element, String simpleName) {
    return find(element, simpleName).isPresent();
  }

  /** A value as it was written, or null where the default holds. */
  public static @Nullable AnnotationValue value(AnnotationMirror mirror, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        values(mirror).entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** What was written, by its names; nothing if it {@linkplain #areUnknown cannot be read}. */
  public static Map<? extends ExecutableElement, ? extends AnnotationValue> values(
      AnnotationMirror mirror) {
    return written(mirror).orElseGet(Map::of);
  }

  /** Empty where ecj fails, as it does if a text stands for a number. */
  private static Optional<Map<? extends ExecutableElement, ? extends AnnotationValue>> written(
      AnnotationMirror mirror) {
    try {
      return Optional.of(mirror.getElementValues());
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** A string, empty where the default holds. */
  public static String string(AnnotationMirror mirror, String name) {
    AnnotationValue value = value(mirror, name);
    return value == null ? "" : String.valueOf(value.getValue());
  }

  /**
   * Whether an element's annotations, or those of its parameters, have a value that the compiler
   * does not know or accept. The compiler reports that itself, and provides a placeholder.
   */
  public static boolean areUnknown(Element element) {
    return hasUnknown(element)
        || (element instanceof ExecutableElement method
            && method.getParameters().stream().anyMatch(Annotations::hasUnknown));
  }

  private static boolean hasUnknown(Element element) {
    return of(element).stream()
        .map(Annotations::written)
        .anyMatch(
            written ->
                written.isEmpty()
                    || written.get().entrySet().stream()
                        .anyMatch(
                            it ->
                                isUnknown(it.getValue(), element)
                                    || isNoText(it.getKey(), it.getValue())));
  }

  /** Whether a value that should be a string is not: ecj passes it on. */
  private static boolean isNoText(ExecutableElement member, AnnotationValue value) {
    return switch (member.getReturnType().toString()) {
      case "java.lang.String" -> !isText(value);
      case "java.lang.String[]" ->
          !(value.getValue() instanceof List<?> items
              && items.stream().allMatch(it -> it instanceof AnnotationValue item && isText(item)));
      default -> false;
    };
  }

  private static boolean isText(AnnotationValue value) {
    return value.getValue() instanceof String;
  }

  private static boolean isUnknown(AnnotationValue value, Element place) {
    Object given = value.getValue();
    return given instanceof List<?> items
        ? items.stream()
            .anyMatch(it -> it instanceof AnnotationValue item && isUnknown(item, place))
        : "<error>".equals(given) || (given instanceof TypeMirror type && isNoClass(type, place));
  }

  /** Whether a class literal is none: ecj passes on those of type variables and hidden classes. */
  private static boolean isNoClass(TypeMirror type, Element place) {
    return type.getKind() == TypeKind.ERROR
        || type.getKind() == TypeKind.TYPEVAR
        || (type instanceof DeclaredType declared && TypeTool.isHidden(declared, place));
  }

  /** A boolean, or the default that the annotation declares. */
  public static boolean flag(AnnotationMirror mirror, String name) {
    return given(mirror, name) instanceof Boolean flag && flag;
  }

  /** A whole number, or the default that the annotation declares. */
  public static long number(AnnotationMirror mirror, String name) {
    // The compiler reports what is not a number.
    return given(mirror, name) instanceof Number number ? number.longValue() : 1;
  }

  private static @Nullable Object given(AnnotationMirror mirror, String name) {
    AnnotationValue value = value(mirror, name);
    if (value != null) {
      return value.getValue();
    }
    return ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())
        .stream()
        .filter(member -> member.getSimpleName().contentEquals(name))
        .flatMap(member -> Stream.ofNullable(member.getDefaultValue()))
        .map(AnnotationValue::getValue)
        .findFirst()
        .orElse(null);
  }

  /** The items of an array, none where the default holds. */
  public static List<AnnotationValue> items(AnnotationMirror mirror, String name) {
    AnnotationValue value = value(mirror, name);
    if (value == null || !(value.getValue() instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .filter(AnnotationValue.class::isInstance)
        .map(AnnotationValue.class::cast)
        .toList();
  }

  /** An element and those that enclose it, itself first. */
  public static Stream<Element> enclosing(Element element) {
    return Stream.iterate(element, Objects::nonNull, Element::getEnclosingElement);
  }

  /** Whether an element's own {@link SuppressWarnings} has a name. */
  public static boolean suppresses(Element element, String warning) {
    SuppressWarnings suppressed = element.getAnnotation(SuppressWarnings.class);
    return suppressed != null && List.of(suppressed.value()).contains(warning);
  }

  public static Location place(Element element, AnnotationMirror mirror, String name) {
    return new Location(element, mirror, value(mirror, name));
  }
}
