package dev.stageflow.processor.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Finds types that a source can name in place of those that only the compiler knows: the upward and
 * downward projections of JLS 4.10.5, with respect to type variables that no source can name. Of an
 * intersection, the first part that is not {@code Object} is used.
 */
final class Projection {
  private final Types types;
  private final TypeMirror object;
  private final Predicate<TypeVariable> unnameable;
  private final Function<TypeVariable, TypeMirror> upperBound;
  private final Function<TypeVariable, TypeMirror> lowerBound;

  /** Makes a projection of types with the compiler's own variables. */
  Projection(Types types, TypeMirror object, Predicate<TypeVariable> unnameable) {
    this(types, object, unnameable, TypeVariable::getUpperBound, TypeVariable::getLowerBound);
  }

  /** Makes a projection with other bounds than the variables'. */
  Projection(
      Types types,
      TypeMirror object,
      Predicate<TypeVariable> unnameable,
      Function<TypeVariable, TypeMirror> upperBound,
      Function<TypeVariable, TypeMirror> lowerBound) {
    this.types = types;
    this.object = object;
    this.unnameable = unnameable;
    this.upperBound = upperBound;
    this.lowerBound = lowerBound;
  }

  /** The nearest supertype that can be named; for a wildcard, that of its upper bound. */
  TypeMirror upward(TypeMirror type) {
    TypeMirror supertype = upward(type, List.of());
    return supertype == null ? object : supertype;
  }

  /**
   * Projects a type.
   *
   * @param open the variables whose bounds it is part of: a bound may name its own variable
   * @return the type, or null if it is one of those
   */
  private @Nullable TypeMirror upward(TypeMirror type, List<TypeVariable> open) {
    if (type instanceof WildcardType wildcard) {
      TypeMirror bound = wildcard.getExtendsBound();
      return bound == null ? object : upward(bound, open);
    }
    if (type instanceof IntersectionType both) {
      for (TypeMirror bound : both.getBounds()) {
        if (!types.isSameType(bound, object)) {
          return upward(bound, open);
        }
      }
      return object;
    }
    if (!isUnnameable(type)) {
      return type;
    }
    if (type instanceof TypeVariable variable) {
      if (open.contains(variable)) {
        return null;
      }
      List<TypeVariable> inside = new ArrayList<>(open);
      inside.add(variable);
      return upward(upperBound.apply(variable), inside);
    }
    if (type instanceof ArrayType array) {
      TypeMirror component = upward(array.getComponentType(), open);
      return component == null ? null : types.getArrayType(component);
    }
    DeclaredType declared = (DeclaredType) type;
    TypeMirror[] arguments =
        declared.getTypeArguments().stream()
            .map(it -> argument(it, open))
            .toArray(TypeMirror[]::new);
    TypeElement element = (TypeElement) declared.asElement();
    DeclaredType outer = TypeTool.enclosing(declared);
    return outer == null
        ? types.getDeclaredType(element, arguments)
        : types.getDeclaredType(
            (DeclaredType) Objects.requireNonNull(upward(outer, open)), element, arguments);
  }

  private TypeMirror argument(TypeMirror argument, List<TypeVariable> open) {
    if (!isUnnameable(argument)) {
      return argument;
    }
    TypeMirror upper = upward(argument, open);
    if (upper != null && !types.isSameType(upper, object)) {
      return types.getWildcardType(upper, null);
    }
    return types.getWildcardType(null, lower(argument));
  }

  /** The downward projection of a wildcard's lower bound, or of a variable. */
  private @Nullable TypeMirror lower(@Nullable TypeMirror type) {
    if (type instanceof WildcardType wildcard) {
      return lower(wildcard.getSuperBound());
    }
    if (type instanceof TypeVariable variable && unnameable.test(variable)) {
      TypeMirror lower = lowerBound.apply(variable);
      return lower.getKind() == TypeKind.NULL ? null : lower(lower);
    }
    return isUnnameable(type) ? null : type;
  }

  /** Whether a type, or a part of it, is one that no source can name. */
  private boolean isUnnameable(@Nullable TypeMirror type) {
    if (type instanceof TypeVariable variable) {
      return unnameable.test(variable);
    }
    if (type instanceof WildcardType wildcard) {
      return isBadBound(wildcard.getExtendsBound()) || isBadBound(wildcard.getSuperBound());
    }
    if (type instanceof ArrayType array) {
      return isBadBound(array.getComponentType());
    }
    return type instanceof IntersectionType
        || (type instanceof DeclaredType declared
            && (declared.getTypeArguments().stream().anyMatch(this::isUnnameable)
                || isUnnameable(TypeTool.enclosing(declared))));
  }

  /** Ecj puts a wildcard in the place of a variable wherever that stands. */
  private boolean isBadBound(@Nullable TypeMirror bound) {
    return bound instanceof WildcardType || isUnnameable(bound);
  }
}
