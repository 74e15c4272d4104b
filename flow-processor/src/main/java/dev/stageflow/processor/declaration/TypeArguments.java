package dev.stageflow.processor.declaration;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Whether type arguments are within the bounds of their parameters (JLS 4.5). The compiler says
 * where they are not, and would say it again wherever generated code named the type. In doubt they
 * are: what the compiler accepts must have a flow.
 */
final class TypeArguments {
  private final Types types;

  TypeArguments(Types types) {
    this.types = types;
  }

  /** Whether a class's own arguments are outside; those of its parts are not looked at. */
  boolean areOutOfBounds(DeclaredType type) {
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    List<? extends TypeParameterElement> parameters =
        ((TypeElement) type.asElement()).getTypeParameters();
    if (arguments.size() != parameters.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      TypeMirror argument = arguments.get(i);
      if (parameters.get(i).getBounds().stream()
          .anyMatch(bound -> isOutside(argument, bound, parameters, arguments))) {
        return true;
      }
    }
    return false;
  }

  private boolean isOutside(
      TypeMirror argument,
      TypeMirror bound,
      List<? extends TypeParameterElement> parameters,
      List<? extends TypeMirror> arguments) {
    if (argument instanceof WildcardType wildcard) {
      TypeMirror upper = wildcard.getExtendsBound();
      TypeMirror lower = wildcard.getSuperBound();
      return (upper != null && areDistinct(upper, bound))
          || (lower != null && isOutside(lower, bound));
    }
    TypeMirror required = isExact(argument) ? replaced(bound, parameters, arguments) : null;
    return required == null
        ? isOutside(argument, bound)
        : argument.getKind() != TypeKind.ERROR && !types.isSubtype(argument, required);
  }

  /** Whether a class is not within a bound, whatever the arguments of both. */
  private boolean isOutside(TypeMirror argument, TypeMirror bound) {
    return argument.getKind() == TypeKind.DECLARED
        && bound.getKind() == TypeKind.DECLARED
        && !types.isSubtype(types.erasure(argument), types.erasure(bound));
  }

  /** Whether nothing can be of both types, by their classes alone. */
  private boolean areDistinct(TypeMirror type, TypeMirror bound) {
    if (!isOutside(type, bound) || !isOutside(bound, type)) {
      return false;
    }
    Element a = types.asElement(type);
    Element b = types.asElement(bound);
    return isFinal(a) || isFinal(b) || (a.getKind().isClass() && b.getKind().isClass());
  }

  private static boolean isFinal(Element type) {
    return type.getModifiers().contains(Modifier.FINAL);
  }

  /** Whether a type has neither wildcards, which would have to be captured, nor raw parts. */
  private static boolean isExact(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return isExact(array.getComponentType());
    }
    if (type instanceof DeclaredType declared) {
      return declared.getTypeArguments().size()
              == ((TypeElement) declared.asElement()).getTypeParameters().size()
          && declared.getTypeArguments().stream().allMatch(TypeArguments::isExact);
    }
    return type.getKind() != TypeKind.WILDCARD;
  }

  /** A bound with a class's arguments in the place of its parameters; null if it has others. */
  private @Nullable TypeMirror replaced(
      TypeMirror type,
      List<? extends TypeParameterElement> parameters,
      List<? extends TypeMirror> arguments) {
    if (type instanceof TypeVariable variable) {
      int index = parameters.indexOf(variable.asElement());
      return index >= 0 && isExact(arguments.get(index)) ? arguments.get(index) : null;
    }
    if (type instanceof ArrayType array) {
      TypeMirror component = replaced(array.getComponentType(), parameters, arguments);
      return component == null ? null : types.getArrayType(component);
    }
    if (type instanceof WildcardType wildcard) {
      TypeMirror upper = wildcard.getExtendsBound();
      TypeMirror lower = wildcard.getSuperBound();
      TypeMirror newUpper = upper == null ? null : replaced(upper, parameters, arguments);
      TypeMirror newLower = lower == null ? null : replaced(lower, parameters, arguments);
      boolean isWhole =
          (upper == null) == (newUpper == null) && (lower == null) == (newLower == null);
      return isWhole ? types.getWildcardType(newUpper, newLower) : null;
    }
    if (!(type instanceof DeclaredType declared) || declared.getTypeArguments().isEmpty()) {
      return type;
    }
    if (TypeTool.enclosing(declared) != null) {
      return null;
    }
    List<TypeMirror> parts = new ArrayList<>();
    for (TypeMirror argument : declared.getTypeArguments()) {
      TypeMirror part = replaced(argument, parameters, arguments);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return types.getDeclaredType(
        (TypeElement) declared.asElement(), parts.toArray(TypeMirror[]::new));
  }
}
