package dev.stageflow.processor.write.expression;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.value.Values;
import dev.stageflow.processor.model.call.Unwrapping;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A call that gives a value, or none.
 *
 * @param type the type of the variable for the call's result
 * @param kept the variable for the result: the value's own, unless it is unwrapped later
 * @param call the call
 * @param dropped the condition that there is no value; null if there always is one
 * @param unwrapped the value, once it is known that there is one; null if the result is the value
 */
public record ValueCall(
    TypeName type,
    CodeBlock kept,
    CodeBlock call,
    @Nullable CodeBlock dropped,
    @Nullable CodeBlock unwrapped) {

  /**
   * Returns a call, with the use of its result.
   *
   * @param target the value's own variable
   * @param type the value's type
   * @param unwrapping how the value is unwrapped
   * @param stop the value that drops the item; null if there is none
   * @param found the variable for an optional of a primitive
   */
  static ValueCall of(
      CodeBlock target,
      TypeName type,
      CodeBlock call,
      Unwrapping unwrapping,
      @Nullable CodeBlock stop,
      CodeBlock found) {
    return switch (unwrapping) {
      case NONE -> new ValueCall(type, target, call, dropped(target, type, stop), null);
      case OPTIONAL ->
          new ValueCall(
              type,
              target,
              CodeBlock.of("$T.orNull($L)", Values.class, call),
              dropped(target, type, stop),
              null);
      case OPTIONAL_INT -> primitive(found, type, call, OptionalInt.class, "getAsInt", stop);
      case OPTIONAL_LONG -> primitive(found, type, call, OptionalLong.class, "getAsLong", stop);
      case OPTIONAL_DOUBLE ->
          primitive(found, type, call, OptionalDouble.class, "getAsDouble", stop);
    };
  }

  /**
   * Returns a call that returns null for no value, and a box if the value is primitive.
   *
   * @param found the variable for the box
   */
  static ValueCall ofNullable(
      CodeBlock target, TypeName type, CodeBlock call, @Nullable CodeBlock stop, CodeBlock found) {
    return type.isPrimitive()
        ? new ValueCall(type.box(), found, call, nullOrStop(found, type, stop), found)
        : of(target, type, call, Unwrapping.NONE, stop, CodeBlock.of(""));
  }

  /** The statement that declares the variable and assigns the result. */
  public CodeBlock declaration() {
    return CodeBlock.of("$T $L = $L", type, kept, call);
  }

  /** The statement that assigns the result, to a variable of its own if it is unwrapped later. */
  public CodeBlock assignment() {
    return unwrapped == null ? CodeBlock.of("$L = $L", kept, call) : declaration();
  }

  private static ValueCall primitive(
      CodeBlock found,
      TypeName type,
      CodeBlock call,
      Class<?> optional,
      String get,
      @Nullable CodeBlock stop) {
    CodeBlock value = CodeBlock.of("$L.$N()", found, get);
    CodeBlock nothing = CodeBlock.of("$L == null || $L.isEmpty()", found, found);
    return new ValueCall(
        TypeName.get(optional), found, call, orStop(nothing, value, type, stop), value);
  }

  private static @Nullable CodeBlock dropped(
      CodeBlock target, TypeName type, @Nullable CodeBlock stop) {
    if (type.isPrimitive()) {
      return stop == null ? null : equal(target, type, stop);
    }
    return nullOrStop(target, type, stop);
  }

  private static CodeBlock nullOrStop(CodeBlock value, TypeName type, @Nullable CodeBlock stop) {
    return orStop(CodeBlock.of("$L == null", value), value, type, stop);
  }

  private static CodeBlock orStop(
      CodeBlock nothing, CodeBlock value, TypeName type, @Nullable CodeBlock stop) {
    return stop == null ? nothing : CodeBlock.of("$L || $L", nothing, equal(value, type, stop));
  }

  /** Returns the condition that a value drops the item. */
  private static CodeBlock equal(CodeBlock value, TypeName type, CodeBlock stop) {
    if (!type.isPrimitive()) {
      return CodeBlock.of("$L.equals($L)", value, stop);
    }
    if (type.equals(TypeName.DOUBLE) || type.equals(TypeName.FLOAT)) {
      return CodeBlock.of("$T.compare($L, $L) == 0", type.box(), value, stop);
    }
    return CodeBlock.of("$L == $L", value, stop);
  }
}
