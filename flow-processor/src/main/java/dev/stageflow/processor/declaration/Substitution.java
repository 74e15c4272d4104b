package dev.stageflow.processor.declaration;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Puts the arguments of a type, and of its enclosing types, in the place of the parameters. */
final class Substitution {
  private final Types types;
  private final BinaryOperator<WildcardType> nested;
  private final Map<Element, TypeMirror> arguments = new HashMap<>();

  /**
   * Starts with the arguments of a type.
   *
   * @param nested what to write for a wildcard, the first, whose bound another would become: {@code
   *     ? super T} where {@code T} is {@code ? extends Number}
   */
  Substitution(DeclaredType type, Types types, BinaryOperator<WildcardType> nested) {
    this.types = types;
    this.nested = nested;
    for (DeclaredType at = type; at != null; at = TypeTool.enclosing(at)) {
      var parameters = ((TypeElement) at.asElement()).getTypeParameters();
      for (int i = 0; i < at.getTypeArguments().size(); i++) {
        arguments.put(parameters.get(i), at.getTypeArguments().get(i));
      }
    }
  }

  /** The wildcard that is the argument for a parameter; null for any other type. */
  @Nullable WildcardType wildcard(TypeMirror parameter) {
    return parameter instanceof TypeVariable variable
            && arguments.get(variable.asElement()) instanceof WildcardType wildcard
        ? wildcard
        : null;
  }

  /**
   * A type with the arguments in it: a wildcard, if the type is a parameter whose argument is one.
   * Components of arrays cannot be wildcards, so there the parameter stays.
   */
  TypeMirror of(TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return arguments.getOrDefault(variable.asElement(), type);
    }
    if (type instanceof ArrayType array) {
      TypeMirror component = of(array.getComponentType());
      return component instanceof WildcardType ? type : types.getArrayType(component);
    }
    if (type instanceof WildcardType wildcard) {
      return ofWildcard(wildcard);
    }
    // Ecj compares wildcards by their places, so that what needs no change is left as it is.
    if (!(type instanceof DeclaredType declared) || !names(declared)) {
      return type;
    }
    TypeMirror[] parts =
        declared.getTypeArguments().stream().map(this::of).toArray(TypeMirror[]::new);
    TypeElement element = (TypeElement) declared.asElement();
    DeclaredType outer = TypeTool.enclosing(declared);
    return outer == null
        ? types.getDeclaredType(element, parts)
        : types.getDeclaredType((DeclaredType) of(outer), element, parts);
  }

  private TypeMirror ofWildcard(WildcardType wildcard) {
    TypeMirror upper = wildcard.getExtendsBound();
    TypeMirror lower = wildcard.getSuperBound();
    TypeMirror bound = upper != null ? upper : lower;
    if (bound == null || !names(bound)) {
      return wildcard;
    }
    TypeMirror replaced = of(bound);
    if (!(replaced instanceof WildcardType inner)) {
      return upper != null
          ? types.getWildcardType(replaced, null)
          : types.getWildcardType(null, replaced);
    }
    boolean isAlike = (upper != null ? inner.getExtendsBound() : inner.getSuperBound()) != null;
    return isAlike ? inner : nested.apply(wildcard, inner);
  }

  /**
   * Whether a wildcard that is made anew is within a type argument. Ecj takes such an argument as
   * different from the same that is written in a source.
   */
  boolean makesWildcardWithinArgument(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.getTypeArguments().stream().anyMatch(this::makesWildcardWithin);
  }

  /** Whether a wildcard that is made anew is within an argument. */
  boolean makesWildcardWithin(TypeMirror argument) {
    return argument instanceof WildcardType wildcard
        ? wildcard.getExtendsBound() != null
            && makesWildcardWithinArgument(wildcard.getExtendsBound())
        : makesWildcard(argument);
  }

  private boolean makesWildcard(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return makesWildcard(array.getComponentType());
    }
    return type instanceof WildcardType
        ? names(type)
        : type instanceof DeclaredType declared
            && declared.getTypeArguments().stream().anyMatch(this::makesWildcard);
  }

  /** Whether a type names one of the parameters. */
  private boolean names(@Nullable TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return arguments.containsKey(variable.asElement());
    }
    if (type instanceof ArrayType array) {
      return names(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return names(wildcard.getExtendsBound()) || names(wildcard.getSuperBound());
    }
    return type instanceof DeclaredType declared
        && (declared.getTypeArguments().stream().anyMatch(this::names)
            || names(TypeTool.enclosing(declared)));
  }
}
