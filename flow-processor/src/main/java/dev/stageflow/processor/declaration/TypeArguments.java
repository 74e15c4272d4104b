package dev.stageflow.processor.declaration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/**
 * Tests whether type arguments are within the bounds of their parameters (JLS 4.5). The compiler
 * reports those that are not, and would report them again wherever generated code named the type.
 * What a compiler accepts must get a flow, so each is asked what it would say: of wildcards, javac
 * accepts less than ecj.
 */
final class TypeArguments {
  private final TypeTool tool;
  private final Types types;
  private final EclipseBounds eclipse;

  TypeArguments(TypeTool tool) {
    this.tool = tool;
    types = tool.types();
    eclipse = new EclipseBounds(tool);
  }

  /**
   * Whether a class's own arguments are outside their bounds; nested arguments are not examined.
   */
  boolean areOutOfBounds(DeclaredType type) {
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    List<? extends TypeParameterElement> parameters =
        ((TypeElement) type.asElement()).getTypeParameters();
    if (arguments.isEmpty() || arguments.size() != parameters.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      TypeMirror argument = arguments.get(i);
      boolean isOutside =
          argument.getKind() != TypeKind.ERROR
              && (tool.isExact()
                  ? isOutside(argument, parameters.get(i), type)
                  : eclipse.isOutside(argument, parameters.get(i), type));
      if (isOutside) {
        return true;
      }
    }
    return tool.isExact() && isEmpty(type);
  }

  /** What javac says. */
  private boolean isOutside(
      TypeMirror argument, TypeParameterElement parameter, DeclaredType type) {
    Substitution values = new Substitution(type, types, this::containing);
    if (!(argument instanceof WildcardType wildcard)) {
      return parameter.getBounds().stream()
          .anyMatch(bound -> !types.isSubtype(argument, values.of(bound)));
    }
    Substitution substitution = new Substitution(type, types, this::comparable);
    Casts casts = new Casts(tool, substitution, values);
    return parameter.getBounds().stream()
        .flatMap(bound -> uppermost(bound, wildcard, substitution))
        .anyMatch(bound -> isOutside(wildcard, bound, casts));
  }

  /** What contains as much as a wildcard whose bound is a wildcard. */
  private WildcardType containing(WildcardType outer, WildcardType inner) {
    return outer.getExtendsBound() instanceof TypeVariable parameter
        ? types.getWildcardType(types.erasure(TypeTool.bounds(parameter).get(0)), null)
        : types.getWildcardType(null, null);
  }

  /** The same where a cast is tried, which has rules of its own for a parameter that stays. */
  private WildcardType comparable(WildcardType outer, WildcardType inner) {
    boolean isUnbounded = inner.getExtendsBound() == null && inner.getSuperBound() == null;
    return outer.getExtendsBound() != null && isUnbounded ? containing(outer, inner) : outer;
  }

  /**
   * A bound with the arguments in it. If it is a parameter whose argument is {@code ?} or {@code ?
   * super}, a type that extends it has that parameter's bounds.
   */
  private static Stream<TypeMirror> uppermost(
      TypeMirror bound, WildcardType argument, Substitution substitution) {
    TypeMirror replaced = substitution.of(bound);
    return replaced instanceof WildcardType other
            && other.getExtendsBound() == null
            && argument.getExtendsBound() != null
        ? TypeTool.bounds((TypeVariable) bound).stream().map(substitution::of)
        : Stream.of(replaced);
  }

  private boolean isOutside(WildcardType argument, TypeMirror bound, Casts casts) {
    TypeMirror upper = argument.getExtendsBound();
    TypeMirror lower = argument.getSuperBound();
    if (upper != null) {
      TypeMirror other = bound instanceof WildcardType it ? it.getExtendsBound() : bound;
      return other != null && !casts.isCastable(other, upper);
    }
    if (bound instanceof WildcardType) {
      return lower != null && (lower instanceof TypeVariable || !types.isSubtype(lower, bound));
    }
    return lower != null && casts.isNoSubtype(lower, bound);
  }

  /** Whether a wildcard and the bound of its parameter have no type in common (JLS 5.1.10). */
  private boolean isEmpty(DeclaredType type) {
    return ((DeclaredType) types.capture(type))
        .getTypeArguments().stream()
            .anyMatch(
                it ->
                    it instanceof TypeVariable captured
                        && captured.getUpperBound().getKind() == TypeKind.ERROR);
  }

  /** Whether the compiler reports bounds of a type variable, wherever such a one is declared. */
  boolean areRejected(TypeVariable variable) {
    return areNoBounds(variable) || areContradictory(variable);
  }

  /**
   * Whether bounds are no classes, are behind a type variable, repeat one another, or are no
   * interfaces though they are not the first (JLS 4.4).
   */
  private boolean areNoBounds(TypeVariable variable) {
    if (TypeTool.isCaptured(variable)) {
      return false;
    }
    List<? extends TypeMirror> bounds = TypeTool.bounds(variable);
    return bounds.stream()
            .anyMatch(bound -> bound.getKind().isPrimitive() || bound instanceof ArrayType)
        || (bounds.size() > 1 && bounds.get(0) instanceof TypeVariable)
        || bounds.stream().skip(1).anyMatch(TypeArguments::isNoInterface)
        || bounds.stream().map(types::erasure).map(Object::toString).distinct().count()
            < bounds.size();
  }

  private static boolean isNoInterface(TypeMirror bound) {
    return bound.getKind() == TypeKind.DECLARED
        && !((DeclaredType) bound).asElement().getKind().isInterface();
  }

  /** Whether bounds inherit one interface with different arguments (JLS 4.9, 8.1.5). */
  private boolean areContradictory(TypeVariable variable) {
    Map<String, DeclaredType> inherited = new HashMap<>();
    for (DeclaredType bound : tool.classes(variable)) {
      for (String name : tool.classNames(bound)) {
        DeclaredType type = tool.inherited(bound, name).orElse(bound);
        DeclaredType other = inherited.putIfAbsent(name, type);
        if (other != null && !(types.isSubtype(type, other) && types.isSubtype(other, type))) {
          return true;
        }
      }
    }
    return false;
  }
}
