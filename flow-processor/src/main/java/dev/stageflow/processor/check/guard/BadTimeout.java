package dev.stageflow.processor.check.guard;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import javax.lang.model.element.AnnotationMirror;

/** A timeout is at a stage that never waits, or is not positive. */
public final class BadTimeout {

  private BadTimeout() {}

  /**
   * Checks the timeout of a stage.
   *
   * @param waits whether the flow ever waits for the stage
   */
  public static void check(StageMethod stage, AnnotationMirror timeout, boolean waits)
      throws DefinitionError {
    long millis = Annotations.number(timeout, "millis");
    if (millis < 1) {
      throw new DefinitionError(
          RecoverMessage.BAD_TIMEOUT,
          Annotations.place(stage.method().element(), timeout, "millis"),
          millis);
    }
    if (!waits) {
      throw new DefinitionError(
          RecoverMessage.TIMEOUT_WITHOUT_WAIT,
          new Location(stage.method().element(), timeout, null),
          stage.name());
    }
  }
}
