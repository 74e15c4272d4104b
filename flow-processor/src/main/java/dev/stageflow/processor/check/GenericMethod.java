package dev.stageflow.processor.check;

import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import javax.lang.model.element.ExecutableElement;

/** A method has type parameters of its own. */
public final class GenericMethod {

  private GenericMethod() {}

  /** Checks a stage. */
  public static void checkStage(ExecutableElement stage) throws Mistake {
    check(stage, MethodMessage.GENERIC_STAGE, Place.of(stage));
  }

  /** Checks a method that is named at a place. */
  public static void checkNamed(ExecutableElement method, Place named) throws Mistake {
    check(method, MethodMessage.GENERIC_METHOD, named);
  }

  private static void check(ExecutableElement method, Message message, Place place) throws Mistake {
    if (!method.getTypeParameters().isEmpty()) {
      throw new Mistake(message, place, method.getSimpleName());
    }
  }
}
