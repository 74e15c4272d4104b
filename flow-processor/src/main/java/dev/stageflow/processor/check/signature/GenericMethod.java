package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import javax.lang.model.element.ExecutableElement;

/** A method has type parameters of its own. */
public final class GenericMethod {

  private GenericMethod() {}

  /** Checks a stage. */
  public static void checkStage(ExecutableElement stage) throws DefinitionError {
    check(stage, MethodMessage.GENERIC_STAGE, Location.of(stage));
  }

  /** Checks a method that an annotation names. */
  public static void checkNamed(ExecutableElement method, Location named) throws DefinitionError {
    check(method, MethodMessage.GENERIC_METHOD, named);
  }

  private static void check(ExecutableElement method, Message message, Location place)
      throws DefinitionError {
    if (!method.getTypeParameters().isEmpty()) {
      throw new DefinitionError(message, place, method.getSimpleName());
    }
  }
}
