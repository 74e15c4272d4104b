package dev.stageflow.processor.declaration;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether Eclipse's compiler takes a type argument as within its bounds. It accepts a
 * wildcard unless that and the bound are provably distinct (JLS 4.5), each bound by itself.
 */
final class EclipseBounds {
  private final TypeTool tool;
  private final Types types;

  EclipseBounds(TypeTool tool) {
    this.tool = tool;
    types = tool.types();
  }

  boolean isOutside(TypeMirror argument, TypeParameterElement parameter, DeclaredType type) {
    Substitution substitution = new Substitution(type, types, this::nested);
    return parameter.getBounds().stream()
        .anyMatch(
            bound ->
                isOutside(
                    argument,
                    substitution.makesWildcardWithinArgument(bound)
                        ? loosened((DeclaredType) bound, substitution)
                        : substitution.of(bound),
                    bound));
  }

  /** A bound, though with any of their class in the place of arguments that cannot be made. */
  private TypeMirror loosened(DeclaredType bound, Substitution substitution) {
    TypeMirror[] arguments =
        bound.getTypeArguments().stream()
            .map(it -> substitution.makesWildcardWithin(it) ? anyOf(it) : substitution.of(it))
            .toArray(TypeMirror[]::new);
    return types.getDeclaredType((TypeElement) bound.asElement(), arguments);
  }

  private WildcardType anyOf(TypeMirror argument) {
    TypeMirror upper = upper(argument);
    return types.getWildcardType(upper == null ? null : types.erasure(upper), null);
  }

  /** A wildcard within another stands for its upper bound. */
  private WildcardType nested(WildcardType outer, WildcardType inner) {
    TypeMirror upper = inner.getExtendsBound();
    return outer.getExtendsBound() != null
        ? types.getWildcardType(null, null)
        : types.getWildcardType(null, upper == null ? tool.object() : upper);
  }

  private boolean isOutside(TypeMirror argument, TypeMirror bound, TypeMirror declared) {
    if (!(argument instanceof WildcardType wildcard)) {
      return isNoSubtype(argument, bound);
    }
    TypeMirror upper = wildcard.getExtendsBound();
    TypeMirror lower = wildcard.getSuperBound();
    if (lower != null) {
      return !(lower instanceof TypeVariable variable && hasNoClass(firstBound(variable)))
          && isNoSubtype(lower, bound);
    }
    if (upper == null) {
      return false;
    }
    if (bound instanceof WildcardType required) {
      return !mayExtend(upper, required, (TypeVariable) declared);
    }
    return isInterface(bound) ? !mayImplement(upper, bound) : !mayExtend(upper, bound);
  }

  private boolean isNoSubtype(TypeMirror type, TypeMirror bound) {
    return !types.isSameType(type, bound) && !types.isSubtype(type, bound);
  }

  /** Whether there may be a subtype of a type that implements an interface. */
  private boolean mayImplement(TypeMirror type, TypeMirror bound) {
    if (type instanceof ArrayType) {
      return types.isSubtype(type, bound);
    }
    return inherited(type, bound)
        .map(it -> !areDistinct((DeclaredType) bound, it))
        .orElse(!isFinal(type));
  }

  /** Whether a type and a bound that is a parameter may have a subtype, if a wildcard is for it. */
  private boolean mayExtend(TypeMirror type, WildcardType bound, TypeVariable declared) {
    if (type instanceof ArrayType) {
      return types.isSubtype(type, bound);
    }
    TypeMirror upper = bound.getExtendsBound();
    return superclass(type) == null
        || inherited(upper == null ? firstBound(declared) : upper, type)
            .filter(it -> !areDistinct(it, (DeclaredType) type))
            .isPresent();
  }

  /** Whether there may be a subtype of a type that extends a class. */
  private boolean mayExtend(TypeMirror type, TypeMirror bound) {
    if (isInterface(type) || isObject(bound)) {
      return true;
    }
    if (type instanceof ArrayType) {
      return types.isSubtype(type, bound);
    }
    Optional<DeclaredType> below = inherited(type, bound);
    if (below.isPresent()) {
      return !areDistinct((DeclaredType) bound, below.get());
    }
    Optional<DeclaredType> above = inherited(bound, type);
    if (above.isPresent()) {
      return !areDistinct(above.get(), (DeclaredType) type);
    }
    if (type instanceof TypeVariable && bound instanceof DeclaredType && !isInterface(bound)) {
      return false; // A variable without the class for its bound never fits.
    }
    return superclass(type) == null || superclass(bound) == null;
  }

  /** The supertype that is of another's class. */
  private Optional<DeclaredType> inherited(TypeMirror type, TypeMirror of) {
    return of instanceof DeclaredType declared
        ? tool.classes(type).stream()
            .flatMap(it -> tool.inherited(it, name(declared)).stream())
            .findFirst()
        : Optional.empty();
  }

  private static String name(DeclaredType type) {
    return ((TypeElement) type.asElement()).getQualifiedName().toString();
  }

  private static boolean isInterface(TypeMirror type) {
    return type instanceof DeclaredType declared && declared.asElement().getKind().isInterface();
  }

  private boolean isObject(TypeMirror type) {
    return types.isSameType(type, tool.object());
  }

  /** A type variable is not, though its bound may be. */
  private static boolean isFinal(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getModifiers().contains(Modifier.FINAL);
  }

  /** The class, other than {@code Object}, that each value is of; null if there is none. */
  private @Nullable TypeMirror superclass(TypeMirror type) {
    TypeMirror named = type instanceof TypeVariable variable ? firstBound(variable) : type;
    return named instanceof TypeVariable || hasNoClass(named) ? null : named;
  }

  private boolean hasNoClass(TypeMirror bound) {
    return isInterface(bound) || isObject(bound);
  }

  private static TypeMirror firstBound(TypeVariable variable) {
    return TypeTool.bounds(variable).get(0);
  }

  /** Whether parameterizations of one class are provably distinct. */
  private boolean areDistinct(DeclaredType a, DeclaredType b) {
    List<? extends TypeMirror> arguments = a.getTypeArguments();
    List<? extends TypeMirror> others = b.getTypeArguments();
    for (int i = 0; i < Math.min(arguments.size(), others.size()); i++) {
      if (areDistinct(arguments.get(i), others.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean areDistinct(TypeMirror a, TypeMirror b) {
    TypeMirror lower = lower(a);
    TypeMirror otherLower = lower(b);
    if (types.isSameType(a, b) || (lower != null && otherLower != null)) {
      return false;
    }
    TypeMirror upper = upper(a);
    TypeMirror other = upper(b);
    if (lower != null) {
      return other != null && !(lower instanceof TypeVariable) && !types.isSubtype(lower, other);
    }
    if (otherLower != null) {
      return upper != null
          && !(otherLower instanceof TypeVariable && isConcrete(a))
          && !types.isSubtype(otherLower, upper);
    }
    if (upper == null || other == null) {
      return false;
    }
    if (isConcrete(a)) {
      return isConcrete(b) || areUnrelated(a, other);
    }
    return areUnrelated(other, upper) && (isConcrete(b) || areUnrelated(upper, other));
  }

  private static boolean isConcrete(TypeMirror argument) {
    return !(argument instanceof WildcardType || argument instanceof TypeVariable);
  }

  private static @Nullable TypeMirror lower(TypeMirror argument) {
    return argument instanceof WildcardType wildcard ? wildcard.getSuperBound() : null;
  }

  private @Nullable TypeMirror upper(TypeMirror argument) {
    if (argument instanceof WildcardType wildcard) {
      return wildcard.getExtendsBound();
    }
    if (!(argument instanceof TypeVariable variable)) {
      return argument;
    }
    TypeMirror bound = firstBound(variable);
    return isObject(bound) ? null : bound;
  }

  /** Whether a type is no subtype of another, and nothing can be both. */
  private boolean areUnrelated(TypeMirror type, TypeMirror of) {
    boolean mayBeBoth =
        isInterface(of)
            ? isInterface(type) || !(type instanceof ArrayType || isFinal(type))
            : isInterface(type)
                ? !(of instanceof ArrayType || isFinal(of))
                : type instanceof TypeVariable || of instanceof TypeVariable;
    return !mayBeBoth && !types.isSubtype(type, of);
  }
}
