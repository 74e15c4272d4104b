package dev.stageflow.processor.model;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method of the definition, as it is called.
 *
 * @param name the method's name
 * @param staticOwner the class to call it on if it is static, else null
 * @param arguments what is given for each parameter, in order
 * @param returns the declared result
 * @param pauses whether it may throw {@code PauseFlow}
 * @param link the method as javadoc names it, such as {@code price(Item, Customer)}
 */
public record MethodModel(
    String name,
    @Nullable ClassName staticOwner,
    List<Argument> arguments,
    TypeName returns,
    boolean pauses,
    String link) {

  /** Copies the arguments. */
  public MethodModel {
    arguments = List.copyOf(arguments);
  }
}
