package dev.stageflow.processor.check.signature;

import dev.stageflow.PauseFlow;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import javax.lang.model.type.TypeMirror;

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

  /**
   * Checks what a method of another class throws.
   *
   * @param thrown the type of the exception
   * @param method the method's name
   * @param message the error
   * @param named the place that names the method
   * @param tool compares types
   */
  public static void checkThrown(
      TypeMirror thrown, String method, MethodMessage message, Location named, TypeTool tool)
      throws DefinitionError {
    if (tool.isSubtype(tool.type(PauseFlow.class), thrown)) {
      throw new DefinitionError(message, named, method);
    }
  }
}
