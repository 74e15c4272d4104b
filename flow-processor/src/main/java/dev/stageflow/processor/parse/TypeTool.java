package dev.stageflow.processor.parse;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Questions about types that the compiler's own utilities answer only in several steps. */
final class TypeTool {
  private final Elements elements;
  private final Types types;

  TypeTool(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Whether a value can be given for a parameter without an unchecked conversion. */
  boolean assignable(TypeMirror from, TypeMirror to) {
    if (from.getKind().isPrimitive() || to.getKind().isPrimitive()) {
      return types.isAssignable(from, to);
    }
    // An assignment would allow a raw type for a parameterized one.
    return types.isSubtype(types.capture(from), to) || types.isSubtype(from, to);
  }

  /** Whether a raw type is all that stands between the types. */
  boolean assignableButRaw(TypeMirror from, TypeMirror to) {
    return !assignable(from, to) && types.isAssignable(from, to);
  }

  boolean same(TypeMirror a, TypeMirror b) {
    return types.isSameType(a, b);
  }

  TypeMirror boxed(TypeMirror type) {
    return type.getKind().isPrimitive() ? types.boxedClass((PrimitiveType) type).asType() : type;
  }

  boolean isSubclass(TypeMirror type, String of) {
    TypeElement element = elements.getTypeElement(of);
    return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }

  boolean isExactly(TypeMirror type, String name) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
  }

  /**
   * Finds a type among the supertypes of another.
   *
   * @return the supertype with its type arguments, none if it is inherited raw
   */
  Optional<DeclaredType> supertype(TypeMirror type, String name) {
    if (type.getKind() == TypeKind.TYPEVAR) {
      return supertype(((TypeVariable) type).getUpperBound(), name);
    }
    if (isExactly(type, name)) {
      return Optional.of((DeclaredType) type);
    }
    for (TypeMirror direct : types.directSupertypes(type)) {
      Optional<DeclaredType> found = supertype(direct, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** What is stored for a type argument: of a wildcard its upper bound. */
  TypeMirror upperBound(TypeMirror argument) {
    if (argument.getKind() == TypeKind.WILDCARD) {
      TypeMirror bound = ((WildcardType) argument).getExtendsBound();
      return bound == null ? object() : upperBound(bound);
    }
    if (argument instanceof TypeVariable variable && isCaptured(variable)) {
      return upperBound(variable.getUpperBound());
    }
    return argument;
  }

  /** What may be put in for a type argument: of a {@code ? super} its bound. */
  @Nullable TypeMirror lowerBound(TypeMirror argument) {
    if (argument.getKind() == TypeKind.WILDCARD) {
      return ((WildcardType) argument).getSuperBound();
    }
    return argument;
  }

  private static boolean isCaptured(TypeVariable variable) {
    return variable.getLowerBound().getKind() != TypeKind.NULL
        || variable.asElement().getSimpleName().contentEquals("capture#");
  }

  TypeMirror object() {
    return type("java.lang.Object");
  }

  TypeMirror type(String name) {
    return elements.getTypeElement(name).asType();
  }

  TypeMirror primitive(TypeKind kind) {
    return types.getPrimitiveType(kind);
  }

  /** Whether a type lacks its type arguments. */
  boolean isRaw(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.getTypeArguments().isEmpty()
        && !((TypeElement) declared.asElement()).getTypeParameters().isEmpty();
  }

  /** Whether a type, or a part of it, is not known to the compiler yet. */
  boolean isUnknown(TypeMirror type) {
    return switch (type.getKind()) {
      case ERROR -> true;
      case ARRAY -> isUnknown(((ArrayType) type).getComponentType());
      case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().anyMatch(this::isUnknown);
      case WILDCARD -> isUnknown(upperBound(type));
      default -> false;
    };
  }

  /** A type as users write it, without packages. */
  String format(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED, ERROR -> formatDeclared((DeclaredType) type);
      case ARRAY -> format(((ArrayType) type).getComponentType()) + "[]";
      case WILDCARD -> formatWildcard((WildcardType) type);
      case TYPEVAR -> ((TypeVariable) type).asElement().getSimpleName().toString();
      case VOID -> "void";
      default ->
          type.getKind().isPrimitive()
              ? type.getKind().name().toLowerCase(Locale.ROOT)
              : type.toString();
    };
  }

  private String formatDeclared(DeclaredType type) {
    String name = type.asElement().getSimpleName().toString();
    if (type.asElement().getEnclosingElement() instanceof TypeElement outer
        && !type.asElement().getKind().name().equals("TYPE_PARAMETER")) {
      name = format(types.erasure(outer.asType())) + "." + name;
    }
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    return arguments.isEmpty()
        ? name
        : arguments.stream().map(this::format).collect(Collectors.joining(", ", name + "<", ">"));
  }

  private String formatWildcard(WildcardType type) {
    TypeMirror upper = type.getExtendsBound();
    if (upper != null) {
      return "? extends " + format(upper);
    }
    TypeMirror lower = type.getSuperBound();
    return lower == null ? "?" : "? super " + format(lower);
  }
}
