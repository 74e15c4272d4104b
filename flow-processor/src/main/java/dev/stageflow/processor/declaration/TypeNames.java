package dev.stageflow.processor.declaration;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Writes types as users do. What {@code toString} gives differs from one compiler to another. */
enum TypeNames {
  /** Without packages. */
  SIMPLE,
  /** With packages. */
  QUALIFIED;

  String of(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED, ERROR -> declared((DeclaredType) type);
      case ARRAY -> of(((ArrayType) type).getComponentType()) + "[]";
      case WILDCARD -> wildcard((WildcardType) type);
      case TYPEVAR -> ((TypeVariable) type).asElement().getSimpleName().toString();
      case VOID -> "void";
      default ->
          type.getKind().isPrimitive()
              ? type.getKind().name().toLowerCase(Locale.ROOT)
              : type.toString();
    };
  }

  private String declared(DeclaredType type) {
    String name = element((TypeElement) type.asElement());
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    return arguments.isEmpty()
        ? name
        : arguments.stream().map(this::of).collect(Collectors.joining(", ", name + "<", ">"));
  }

  private String element(TypeElement type) {
    if (this == QUALIFIED) {
      return type.getQualifiedName().toString();
    }
    String name = type.getSimpleName().toString();
    return type.getEnclosingElement() instanceof TypeElement outer
        ? element(outer) + "." + name
        : name;
  }

  private String wildcard(WildcardType type) {
    TypeMirror upper = type.getExtendsBound();
    // ecj does not say whether a bound that every type has was written.
    if (upper != null && !QUALIFIED.of(upper).equals("java.lang.Object")) {
      return "? extends " + of(upper);
    }
    TypeMirror lower = type.getSuperBound();
    return lower == null ? "?" : "? super " + of(lower);
  }
}
