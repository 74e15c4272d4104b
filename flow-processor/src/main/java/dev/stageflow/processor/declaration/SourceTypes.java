package dev.stageflow.processor.declaration;

import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeVariableName;
import com.squareup.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/**
 * Writes types for generated code. Unlike {@link TypeName#get(TypeMirror)} it never reads the
 * bounds of a type variable, which may be unknown, or name the variable itself.
 */
public final class SourceTypes {

  private SourceTypes() {}

  /**
   * Writes a type, which a source must be able to name.
   *
   * @param type the type, or a type argument
   * @return the same for generated code
   */
  public static TypeName name(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return ArrayTypeName.of(name(array.getComponentType()));
    }
    if (type instanceof TypeVariable variable) {
      return TypeVariableName.get(variable.asElement().getSimpleName().toString());
    }
    if (type instanceof WildcardType wildcard) {
      return wildcard(wildcard);
    }
    if (TypeTool.isAnything(type)) {
      return ClassName.OBJECT;
    }
    return type instanceof DeclaredType declared ? declared(declared) : TypeName.get(type);
  }

  private static TypeName wildcard(WildcardType type) {
    TypeMirror lower = type.getSuperBound();
    if (lower != null) {
      return WildcardTypeName.supertypeOf(name(lower));
    }
    TypeMirror upper = type.getExtendsBound();
    return WildcardTypeName.subtypeOf(upper == null ? ClassName.OBJECT : name(upper));
  }

  private static TypeName declared(DeclaredType type) {
    ClassName name = ClassName.get((TypeElement) type.asElement());
    List<TypeName> arguments = type.getTypeArguments().stream().map(SourceTypes::name).toList();
    DeclaredType outer = TypeTool.enclosing(type);
    if (outer != null) {
      return ((ParameterizedTypeName) declared(outer)).nestedClass(name.simpleName(), arguments);
    }
    return arguments.isEmpty()
        ? name
        : ParameterizedTypeName.get(name, arguments.toArray(TypeName[]::new));
  }
}
