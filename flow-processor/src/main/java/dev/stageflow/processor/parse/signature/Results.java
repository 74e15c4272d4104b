package dev.stageflow.processor.parse.signature;

import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.model.call.Calling;
import dev.stageflow.processor.model.call.Conversion;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.model.call.Unwrapping;
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

/** Determines the value of a method's result. */
public final class Results {
  /** An optional of a primitive type. */
  private record PrimitiveOptional(Class<?> type, TypeKind element, Unwrapping unwrapping) {}

  private static final List<PrimitiveOptional> PRIMITIVE_OPTIONALS =
      List.of(
          new PrimitiveOptional(OptionalInt.class, TypeKind.INT, Unwrapping.OPTIONAL_INT),
          new PrimitiveOptional(OptionalLong.class, TypeKind.LONG, Unwrapping.OPTIONAL_LONG),
          new PrimitiveOptional(OptionalDouble.class, TypeKind.DOUBLE, Unwrapping.OPTIONAL_DOUBLE));

  /**
   * The value of a result.
   *
   * @param type its type; null for none
   * @param unwrapping how it is unwrapped
   * @param returned the type that is unwrapped: the declared one, or that of its completion if it
   *     is awaited
   * @param awaited how it is awaited; null if it is not
   */
  public record Result(
      @Nullable TypeMirror type,
      Unwrapping unwrapping,
      TypeMirror returned,
      @Nullable Awaited awaited) {

    /** The method, called as its result requires. */
    public MethodModel called(MethodModel method) {
      return awaited == null
          ? method
          : method.called(awaited.calling(List.of()), SourceTypes.name(returned));
    }
  }

  /**
   * A result that is awaited.
   *
   * @param type the type of what it completes with
   * @param conversion how it is converted to a {@code CompletionStage}; null if it is one
   */
  public record Awaited(TypeMirror type, @Nullable Conversion conversion) {

    /** How the method is called. */
    public Calling calling(List<Calling.Opener> openers) {
      return Calling.awaited(conversion, openers);
    }
  }

  private final TypeTool tool;

  public Results(TypeTool tool) {
    this.tool = tool;
  }

  /** The value of an accumulator without {@code finish}: it is not awaited. */
  public Result ofAccumulator(TypeMirror type) {
    return unwrapped(type, null);
  }

  /**
   * How a {@code CompletionStage}, or what is converted to one, is awaited; empty for other types.
   */
  public Optional<Awaited> awaited(TypeMirror returned) {
    Optional<DeclaredType> stage = tool.supertype(returned, CompletionStage.class);
    if (stage.isPresent()) {
      return stage.filter(type -> !tool.isRaw(type)).map(type -> new Awaited(result(type), null));
    }
    return Foreign.of(returned, Foreign.Use.AWAIT, tool)
        .flatMap(
            row ->
                tool.supertype(returned, row.type())
                    .filter(type -> !tool.isRaw(type))
                    .map(type -> new Awaited(result(type), row.conversion())));
  }

  /** The type of its completion: {@code void} if it has no type argument. */
  private TypeMirror result(DeclaredType stage) {
    return stage.getTypeArguments().isEmpty()
        ? tool.type(Void.class)
        : tool.upperBound(stage.getTypeArguments().get(0));
  }

  /** The type of a result once it is awaited, if it is. */
  public TypeMirror settled(TypeMirror returned) {
    return awaited(returned).map(Awaited::type).orElse(returned);
  }

  public Result of(TypeMirror declared) {
    Awaited awaited = awaited(declared).orElse(null);
    return unwrapped(awaited == null ? declared : awaited.type(), awaited);
  }

  private Result unwrapped(TypeMirror returned, @Nullable Awaited awaited) {
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
