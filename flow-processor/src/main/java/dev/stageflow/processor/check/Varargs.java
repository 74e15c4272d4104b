package dev.stageflow.processor.check;

import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import javax.lang.model.element.ExecutableElement;

/** A method has a variable number of parameters. */
public final class Varargs {

  private Varargs() {}

  /** Checks a method; the place is that of the method, or where it is named. */
  public static void check(ExecutableElement method, Place place) throws Mistake {
    if (method.isVarArgs()) {
      throw new Mistake(MethodMessage.VARARGS, place, method.getSimpleName());
    }
  }
}
