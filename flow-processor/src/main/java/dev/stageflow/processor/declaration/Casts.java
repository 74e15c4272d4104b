package dev.stageflow.processor.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether a cast from one type to another is allowed (JLS 5.1.6.1), for which the compiler's
 * utilities have no method. Type arguments are compared as javac does, which goes beyond what JLS
 * 4.5 says of provably distinct ones.
 */
final class Casts {
  private final TypeTool tool;
  private final Types types;

  /** Pairs that are being compared: a bound may name its own variable. */
  private final List<TypeMirror[]> open = new ArrayList<>();

  private final Substitution substitution;
  private final Substitution containing;

  /**
   * Makes it for types with the arguments of another in them.
   *
   * @param substitution what put them there; a parameter stays where no wildcard can stand
   * @param containing puts a wildcard there that contains as much
   */
  Casts(TypeTool tool, Substitution substitution, Substitution containing) {
    this.tool = tool;
    this.substitution = substitution;
    this.containing = containing;
    types = tool.types();
  }

  boolean isCastable(TypeMirror from, TypeMirror to) {
    if (types.isSameType(from, to)) {
      return true;
    }
    if (from instanceof TypeVariable variable) {
      return isSubtype(from, to)
          || TypeTool.bounds(variable).stream().allMatch(bound -> isCastable(bound, to));
    }
    if (to instanceof TypeVariable variable) {
      return TypeTool.bounds(variable).stream().allMatch(bound -> isCastable(from, bound));
    }
    if (from instanceof ArrayType array && to instanceof ArrayType other) {
      TypeMirror component = array.getComponentType();
      TypeMirror another = other.getComponentType();
      return !component.getKind().isPrimitive()
          && !another.getKind().isPrimitive()
          && isCastable(component, another);
    }
    if (from instanceof ArrayType || to instanceof ArrayType) {
      return isSubtype(from, to) || isSubtype(to, from);
    }
    return !(from instanceof DeclaredType one && to instanceof DeclaredType other)
        || isCastable(one, other);
  }

  private boolean isCastable(DeclaredType from, DeclaredType to) {
    if (areDisjoint((TypeElement) from.asElement(), (TypeElement) to.asElement())) {
      return false;
    }
    if (isSubclass(from, to)) {
      return !isOtherwise(from, to) || isSubtype(from, to);
    }
    if (isSubclass(to, from)) {
      return !isOtherwise(to, from) || isSubtype(to, from);
    }
    return tool.classNames(from).stream()
        .flatMap(name -> tool.inherited(from, name).stream())
        .noneMatch(inherited -> isSubclass(to, inherited) && isOtherwise(to, inherited));
  }

  private boolean isSubtype(TypeMirror type, TypeMirror of) {
    return types.isSubtype(containing.of(type), containing.of(of));
  }

  private boolean isSubclass(TypeMirror type, TypeMirror of) {
    return types.isSubtype(types.erasure(type), types.erasure(of));
  }

  /** Whether no object can be of both classes (JLS 5.1.6.1). */
  private boolean areDisjoint(TypeElement a, TypeElement b) {
    if (isSubclass(a.asType(), b.asType()) || isSubclass(b.asType(), a.asType())) {
      return false;
    }
    return (a.getKind().isClass() && b.getKind().isClass())
        || a.getModifiers().contains(Modifier.FINAL)
        || b.getModifiers().contains(Modifier.FINAL)
        || areSubclassesDisjoint(a, b)
        || areSubclassesDisjoint(b, a);
  }

  private boolean areSubclassesDisjoint(TypeElement a, TypeElement b) {
    return a.getModifiers().contains(Modifier.SEALED)
        && a.getPermittedSubclasses().stream()
            .allMatch(it -> areDisjoint((TypeElement) types.asElement(it), b));
  }

  /** Whether a type inherits another with type arguments that cannot be the same. */
  private boolean isOtherwise(DeclaredType type, DeclaredType of) {
    List<? extends TypeMirror> arguments = of.getTypeArguments();
    List<? extends TypeMirror> inherited =
        tool.inherited(type, ((TypeElement) of.asElement()).getQualifiedName().toString())
            .map(DeclaredType::getTypeArguments)
            .orElse(List.of());
    if (tool.isRaw(type) || inherited.size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (areDisjoint(arguments.get(i), inherited.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether no type is contained by both arguments (JLS 4.5.1). */
  private boolean areDisjoint(TypeMirror a, TypeMirror b) {
    TypeMirror upperA = upper(a);
    TypeMirror upperB = upper(b);
    TypeMirror lowerA = lower(a);
    TypeMirror lowerB = lower(b);
    if (lowerA == null && lowerB == null) {
      return upperA != null
          && upperB != null
          && isFound(upperA, upperB, (x, y) -> !isCastable(x, y));
    }
    return (lowerA != null && upperB != null && isNoSubtype(lowerA, upperB))
        || (lowerB != null && upperA != null && isNoSubtype(lowerB, upperA));
  }

  private static @Nullable TypeMirror upper(TypeMirror argument) {
    return argument instanceof WildcardType wildcard ? wildcard.getExtendsBound() : argument;
  }

  private static @Nullable TypeMirror lower(TypeMirror argument) {
    return argument instanceof WildcardType wildcard ? wildcard.getSuperBound() : argument;
  }

  /** Whether a type cannot be a subtype of another, whatever the type variables in both are. */
  boolean isNoSubtype(TypeMirror type, TypeMirror of) {
    return isFound(type, of, (x, y) -> !mayBeSubtype(x, y));
  }

  private boolean mayBeSubtype(TypeMirror type, TypeMirror of) {
    if (types.isSameType(type, of)) {
      return true;
    }
    if (substitution.wildcard(type) != null) {
      return false;
    }
    WildcardType wildcard = substitution.wildcard(of);
    if (wildcard != null) {
      return types.isSubtype(type, wildcard);
    }
    if (type instanceof TypeVariable variable) {
      return TypeTool.bounds(variable).stream()
          .allMatch(bound -> relaxed(of).stream().allMatch(it -> isCastable(bound, it)));
    }
    return relaxed(of).stream().allMatch(it -> isSubtype(type, it));
  }

  /** The types that a variable may at most be: those of its bounds without variables in them. */
  private List<? extends TypeMirror> relaxed(TypeMirror type) {
    if (!(type instanceof TypeVariable variable)) {
      return List.of(type);
    }
    List<? extends TypeMirror> bounds = TypeTool.bounds(variable);
    return bounds.size() > 1
        ? bounds
        : List.of(new Projection(types, tool.object(), any -> true).upward(type));
  }

  /** The answer for a pair of types; false while it is being found. */
  private boolean isFound(TypeMirror a, TypeMirror b, BiPredicate<TypeMirror, TypeMirror> test) {
    if (open.stream().anyMatch(it -> types.isSameType(it[0], a) && types.isSameType(it[1], b))) {
      return false;
    }
    open.add(new TypeMirror[] {a, b});
    try {
      return test.test(a, b);
    } finally {
      open.remove(open.size() - 1);
    }
  }
}
