package dev.stageflow.processor.declaration;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/**
 * A type whose wildcards the compiler cannot capture, so that the class's own type parameters take
 * their place. Types that are read from it are closed again: the parameters are projected to the
 * wildcards' bounds.
 */
final class OpenedType {
  private final Types types;
  private final TypeMirror object;
  private final Map<String, WildcardType> wildcards = new HashMap<>();
  private final DeclaredType opened;
  private final Projection closing;

  OpenedType(DeclaredType type, Types types, TypeMirror object) {
    this.types = types;
    this.object = object;
    opened = open(type);
    closing =
        new Projection(
            types,
            object,
            variable -> wildcards.containsKey(key(variable.asElement())),
            this::upperBound,
            this::lowerBound);
  }

  DeclaredType opened() {
    return opened;
  }

  DeclaredType closed(DeclaredType supertype) {
    return (DeclaredType) closing.upward(supertype);
  }

  private DeclaredType open(DeclaredType type) {
    TypeElement generic = (TypeElement) type.asElement();
    TypeMirror[] arguments = type.getTypeArguments().toArray(TypeMirror[]::new);
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof WildcardType wildcard) {
        TypeParameterElement parameter = generic.getTypeParameters().get(i);
        wildcards.put(key(parameter), wildcard);
        arguments[i] = parameter.asType();
      }
    }
    DeclaredType outer = TypeTool.enclosing(type);
    return outer == null
        ? types.getDeclaredType(generic, arguments)
        : types.getDeclaredType(open(outer), generic, arguments);
  }

  /** For ecj, a parameter with an annotation is different from the same without. */
  private static String key(Element variable) {
    return variable instanceof TypeParameterElement parameter
        ? parameter.getGenericElement() + " " + parameter.getSimpleName()
        : variable.toString();
  }

  private WildcardType wildcard(TypeVariable variable) {
    return Objects.requireNonNull(wildcards.get(key(variable.asElement())));
  }

  private TypeMirror upperBound(TypeVariable variable) {
    TypeMirror upper = wildcard(variable).getExtendsBound();
    if (upper != null) {
      return upper;
    }
    for (TypeMirror bound : ((TypeParameterElement) variable.asElement()).getBounds()) {
      if (!types.isSameType(bound, object)) {
        return bound;
      }
    }
    return object;
  }

  private TypeMirror lowerBound(TypeVariable variable) {
    TypeMirror lower = wildcard(variable).getSuperBound();
    return lower == null ? types.getNullType() : lower;
  }
}
