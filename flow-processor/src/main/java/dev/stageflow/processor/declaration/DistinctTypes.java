package dev.stageflow.processor.declaration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
 * Tests whether no value can be of two types, so that a cast from one to the other is an error (JLS
 * 5.1.6.1): by their classes, or as provably distinct parameterizations (JLS 4.5). If compilers do
 * not agree, the types are not distinct.
 */
final class DistinctTypes {
  private final TypeTool tool;
  private final Types types;

  /** The type variables whose bounds are being examined: a bound may name its own variable. */
  private final Set<Element> open = new HashSet<>();

  DistinctTypes(TypeTool tool) {
    this.tool = tool;
    types = tool.types();
  }

  /** Whether no value can be of both types; type variables are represented by their bounds. */
  boolean areDistinct(TypeMirror a, TypeMirror b) {
    if (a instanceof TypeVariable variable) {
      return anyBound(variable, it -> areDistinct(it, b));
    }
    if (b instanceof TypeVariable variable) {
      return anyBound(variable, it -> areDistinct(a, it));
    }
    if (a instanceof ArrayType array && b instanceof ArrayType other) {
      TypeMirror component = array.getComponentType();
      TypeMirror another = other.getComponentType();
      boolean isPrimitive = component.getKind().isPrimitive() || another.getKind().isPrimitive();
      return isPrimitive ? !types.isSameType(component, another) : areDistinct(component, another);
    }
    if (!isDeclared(a) || !isDeclared(b)) {
      return isArrayBesideClass(a, b) || isArrayBesideClass(b, a);
    }
    if (isSubclass(a, b)) {
      return areDistinctAs((DeclaredType) b, a);
    }
    if (isSubclass(b, a)) {
      return (tool.isExact() || isClass(a)) && areDistinctAs((DeclaredType) a, b);
    }
    return (isClass(a) && isClass(b))
        || isFinal(a)
        || (tool.isExact() && (isFinal(b) || areDistinctAbove((DeclaredType) a, b)));
  }

  private boolean anyBound(TypeVariable variable, Predicate<TypeMirror> test) {
    Element element = variable.asElement();
    if (!(element instanceof TypeParameterElement parameter) || !open.add(element)) {
      return false;
    }
    boolean found = parameter.getBounds().stream().anyMatch(test);
    open.remove(element);
    return found;
  }

  private static boolean isDeclared(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED;
  }

  private boolean isArrayBesideClass(TypeMirror array, TypeMirror type) {
    return array instanceof ArrayType && isDeclared(type) && !types.isSubtype(array, type);
  }

  private boolean isSubclass(TypeMirror type, TypeMirror of) {
    return types.isSubtype(types.erasure(type), types.erasure(of));
  }

  private boolean isClass(TypeMirror type) {
    return types.asElement(type).getKind().isClass();
  }

  private boolean isFinal(TypeMirror type) {
    return types.asElement(type).getModifiers().contains(Modifier.FINAL);
  }

  /** Whether the types are of different parameterizations of a class that both inherit. */
  private boolean areDistinctAbove(DeclaredType a, TypeMirror b) {
    Set<String> common = tool.classNames(a);
    common.retainAll(tool.classNames(b));
    return common.stream()
        .flatMap(name -> tool.supertype(a, name).stream())
        .anyMatch(it -> areDistinctAs(it, b));
  }

  /** Whether a type is of another parameterization of a class that it inherits. */
  private boolean areDistinctAs(DeclaredType of, TypeMirror type) {
    List<? extends TypeMirror> arguments = of.getTypeArguments();
    String name = ((TypeElement) of.asElement()).getQualifiedName().toString();
    List<? extends TypeMirror> inherited =
        tool.supertype(type, name).map(DeclaredType::getTypeArguments).orElse(List.of());
    if (inherited.size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (areDistinctArguments(arguments.get(i), inherited.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean areDistinctArguments(TypeMirror a, TypeMirror b) {
    if (isConcrete(a) && isConcrete(b)) {
      return !types.isSameType(a, b);
    }
    TypeMirror upper = upperBound(a);
    TypeMirror other = upperBound(b);
    return tool.isExact() && upper != null && other != null && areDistinct(upper, other);
  }

  private static boolean isConcrete(TypeMirror argument) {
    return !(argument instanceof WildcardType || argument instanceof TypeVariable);
  }

  private static @Nullable TypeMirror upperBound(TypeMirror argument) {
    return argument instanceof WildcardType wildcard ? wildcard.getExtendsBound() : argument;
  }
}
