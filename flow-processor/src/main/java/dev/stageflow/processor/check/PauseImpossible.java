package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;

/** A method declares a pause where none is possible. */
public final class PauseImpossible {

  private PauseImpossible() {}

  /**
   * Checks a method.
   *
   * @param method the method
   * @param message what is told of it
   * @param tool finds out what it may throw
   */
  public static void check(Method method, MethodMessage message, TypeTool tool) throws Mistake {
    if (tool.mayThrow(method, "dev.stageflow.PauseFlow")) {
      throw new Mistake(message, Place.of(method.element()), method.name());
    }
  }
}
