package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.MethodMessage;

/** A method declares a pause where none is possible. */
public final class PauseImpossible {

  private PauseImpossible() {}

  /**
   * Checks a method.
   *
   * @param method the method
   * @param message the error
   * @param tool finds out what it may throw
   */
  public static void check(Method method, MethodMessage message, TypeTool tool)
      throws DefinitionError {
    if (tool.mayPause(method)) {
      throw new DefinitionError(message, Location.of(method.element()), method.name());
    }
  }
}
