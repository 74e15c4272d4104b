package dev.stageflow.processor.parse.signature;

import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.Calling;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Unwrapping;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads what goes on of what a method returns. */
public final class Results {
  /** An optional of a primitive type. */
  private record PrimitiveOptional(Class<?> type, TypeKind element, Unwrapping unwrapping) {}

  private static final List<PrimitiveOptional> PRIMITIVE_OPTIONALS =
      List.of(
          new PrimitiveOptional(OptionalInt.class, TypeKind.INT, Unwrapping.OPTIONAL_INT),
          new PrimitiveOptional(OptionalLong.class, TypeKind.LONG, Unwrapping.OPTIONAL_LONG),
          new PrimitiveOptional(OptionalDouble.class, TypeKind.DOUBLE, Unwrapping.OPTIONAL_DOUBLE));

  /**
   * What goes on.
   *
   * @param type its type; null for nothing
   * @param unwrapping how it is got
   * @param returned what is unwrapped: the declared type, or what comes of it once it is awaited
   * @param awaited whether it is
   */
  public record Result(
      @Nullable TypeMirror type, Unwrapping unwrapping, TypeMirror returned, boolean awaited) {

    /** The method, called as its result asks for. */
    public MethodModel called(MethodModel method) {
      return awaited
          ? method.called(
              new Calling(Calling.Kind.AWAITED, List.of(), 0), SourceTypes.name(returned))
          : method;
    }
  }

  private final TypeTool tool;

  public Results(TypeTool tool) {
    this.tool = tool;
  }

  /** What goes on of an accumulator that nothing finishes: it is not awaited. */
  public Result ofAccumulator(TypeMirror type) {
    return unwrapped(type, false);
  }

  /** What a completion stage completes with; empty if it is none. */
  public Optional<TypeMirror> awaited(TypeMirror returned) {
    return tool.supertype(returned, CompletionStage.class)
        .filter(stage -> !tool.isRaw(stage))
        .map(stage -> tool.upperBound(stage.getTypeArguments().get(0)));
  }

  public Result of(TypeMirror declared) {
    Optional<TypeMirror> awaited = awaited(declared);
    return unwrapped(awaited.orElse(declared), awaited.isPresent());
  }

  private Result unwrapped(TypeMirror returned, boolean awaited) {
    if (returned.getKind() == TypeKind.VOID || tool.isExactly(returned, Void.class)) {
      return new Result(null, Unwrapping.NONE, returned, awaited);
    }
    for (PrimitiveOptional optional : PRIMITIVE_OPTIONALS) {
      if (tool.isExactly(returned, optional.type())) {
        return new Result(
            tool.primitive(optional.element()), optional.unwrapping(), returned, awaited);
      }
    }
    if (tool.isExactly(returned, Optional.class)) {
      List<? extends TypeMirror> arguments = ((DeclaredType) returned).getTypeArguments();
      if (!arguments.isEmpty()) {
        return new Result(
            tool.upperBound(arguments.get(0)), Unwrapping.OPTIONAL, returned, awaited);
      }
    }
    return new Result(returned, Unwrapping.NONE, returned, awaited);
  }
}
