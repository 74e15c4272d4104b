package dev.stageflow.processor.declaration;

import java.util.ArrayList;
import java.util.List;
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
 * Tests whether type arguments are within the bounds of their parameters (JLS 4.5). The compiler
 * reports those that are not, and would report them again wherever generated code named the type.
 * In doubt they are within: a definition that compiles must get a flow.
 */
final class TypeArguments {
  private final TypeTool tool;
  private final Types types;
  private final DistinctTypes distinct;

  TypeArguments(TypeTool tool) {
    this.tool = tool;
    types = tool.types();
    distinct = new DistinctTypes(tool);
  }

  /**
   * Whether a class's own arguments are outside their bounds; nested arguments are not examined.
   */
  boolean areOutOfBounds(DeclaredType type) {
    List<TypeParameterElement> parameters = new ArrayList<>();
    List<TypeMirror> arguments = new ArrayList<>();
    for (DeclaredType at = type; at != null; at = TypeTool.enclosing(at)) {
      parameters.addAll(((TypeElement) at.asElement()).getTypeParameters());
      arguments.addAll(at.getTypeArguments());
    }
    if (arguments.size() != parameters.size()) {
      return false;
    }
    for (int i = 0; i < type.getTypeArguments().size(); i++) {
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
    TypeMirror required = replaced(bound, parameters, arguments);
    if (!(argument instanceof WildcardType wildcard)) {
      return isOutside(argument, bound, required);
    }
    if (bound instanceof TypeVariable) {
      return false;
    }
    TypeMirror upper = wildcard.getExtendsBound();
    TypeMirror lower = wildcard.getSuperBound();
    return (upper != null
            && distinct.areDistinct(upper, required == null ? types.erasure(bound) : required))
        || (lower != null && !(lower instanceof TypeVariable) && isOutside(lower, bound, required));
  }

  private boolean isOutside(TypeMirror argument, TypeMirror bound, @Nullable TypeMirror required) {
    if (argument.getKind() == TypeKind.ERROR) {
      return false;
    }
    if (required != null && (tool.isExact() || isExact(argument))) {
      return !types.isSubtype(argument, required);
    }
    return !types.isSubtype(types.erasure(argument), types.erasure(bound));
  }

  /** Whether a type has neither wildcards nor raw parts. */
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

  /**
   * A bound with a class's arguments in the place of its parameters; null if one of them is a
   * wildcard where none can be.
   */
  private @Nullable TypeMirror replaced(
      TypeMirror type,
      List<? extends TypeParameterElement> parameters,
      List<? extends TypeMirror> arguments) {
    TypeMirror replaced = argument(type, parameters, arguments);
    return replaced instanceof WildcardType ? null : replaced;
  }

  private @Nullable TypeMirror argument(
      TypeMirror type,
      List<? extends TypeParameterElement> parameters,
      List<? extends TypeMirror> arguments) {
    if (type instanceof TypeVariable variable) {
      int index = parameters.indexOf(variable.asElement());
      return index >= 0 ? arguments.get(index) : type;
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
      TypeMirror part = argument(argument, parameters, arguments);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return types.getDeclaredType(
        (TypeElement) declared.asElement(), parts.toArray(TypeMirror[]::new));
  }
}
