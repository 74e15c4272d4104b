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
   * @param role what it is, such as {@code is a start}
   */
  public static void check(Method method, String role, TypeTool tool) throws Mistake {
    if (tool.mayThrow(method, "dev.stageflow.PauseFlow")) {
      throw new Mistake(
          MethodMessage.PAUSE_IMPOSSIBLE, Place.of(method.element()), method.name(), role);
    }
  }
}
