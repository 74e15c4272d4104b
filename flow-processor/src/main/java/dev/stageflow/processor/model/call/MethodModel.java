package dev.stageflow.processor.model.call;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of the definition, as it is called.
 *
 * @param name the method's name
 * @param staticOwner the class to call it on if it is static, else null
 * @param arguments the argument for each parameter, in order
 * @param calling how it is called
 * @param returns the type of the call's result: the declared one, unless it is awaited or opened
 * @param pauses whether the call may throw {@code PauseFlow}
 * @param hidesPauses whether the call may throw it as the value of a type variable, so that it
 *     cannot be caught by its name
 * @param link the method as javadoc names it, such as {@code price(Item, Customer)}
 */
public record MethodModel(
    String name,
    @Nullable ClassName staticOwner,
    List<Argument> arguments,
    Calling calling,
    TypeName returns,
    boolean pauses,
    boolean hidesPauses,
    String link) {

  /** Copies the arguments. */
  public MethodModel {
    arguments = List.copyOf(arguments);
  }

  /**
   * The same method, called in another way.
   *
   * @param how how it is called
   * @param result the type of the result
   */
  public MethodModel called(Calling how, TypeName result) {
    boolean waits = how.kind() != Calling.Kind.DIRECT;
    return new MethodModel(
        name, staticOwner, arguments, how, result, pauses || waits, hidesPauses, link);
  }
}
