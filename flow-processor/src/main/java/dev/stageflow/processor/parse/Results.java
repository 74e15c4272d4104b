package dev.stageflow.processor.parse;

import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.Unwrapping;
import java.util.List;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads what goes on of what a method returns. */
final class Results {
  /** An optional of a primitive type. */
  private record PrimitiveOptional(String name, TypeKind element, Unwrapping unwrapping) {}

  private static final List<PrimitiveOptional> PRIMITIVE_OPTIONALS =
      List.of(
          new PrimitiveOptional("java.util.OptionalInt", TypeKind.INT, Unwrapping.OPTIONAL_INT),
          new PrimitiveOptional("java.util.OptionalLong", TypeKind.LONG, Unwrapping.OPTIONAL_LONG),
          new PrimitiveOptional(
              "java.util.OptionalDouble", TypeKind.DOUBLE, Unwrapping.OPTIONAL_DOUBLE));

  /**
   * What goes on.
   *
   * @param type its type; null for nothing
   * @param unwrapping how it is got
   */
  record Result(@Nullable TypeMirror type, Unwrapping unwrapping) {}

  private final TypeTool tool;

  Results(TypeTool tool) {
    this.tool = tool;
  }

  Result asItIs(TypeMirror type) {
    return new Result(type, Unwrapping.NONE);
  }

  Result of(TypeMirror returned) {
    if (returned.getKind() == TypeKind.VOID || tool.isExactly(returned, "java.lang.Void")) {
      return new Result(null, Unwrapping.NONE);
    }
    for (PrimitiveOptional optional : PRIMITIVE_OPTIONALS) {
      if (tool.isExactly(returned, optional.name())) {
        return new Result(tool.primitive(optional.element()), optional.unwrapping());
      }
    }
    if (tool.isExactly(returned, "java.util.Optional")) {
      List<? extends TypeMirror> arguments = ((DeclaredType) returned).getTypeArguments();
      if (!arguments.isEmpty()) {
        return new Result(tool.upperBound(arguments.get(0)), Unwrapping.OPTIONAL);
      }
    }
    return asItIs(returned);
  }
}
