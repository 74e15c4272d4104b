package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import javax.lang.model.element.ExecutableElement;

/** A method has a variable number of parameters. */
public final class Varargs {

  private Varargs() {}

  /** Checks a method; the place is that of the method, or where it is named. */
  public static void check(ExecutableElement method, Location place) throws DefinitionError {
    if (method.isVarArgs()) {
      throw new DefinitionError(MethodMessage.VARARGS, place, method.getSimpleName());
    }
  }
}
