package dev.stageflow.processor.check.guard;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;

/**
 * A stage is not called for an item, so that there is nothing to retry or recover from; or a
 * recovery method names no stage.
 */
public final class RecoverPlace {
  private RecoverPlace() {}

  /** Checks the stages that a recovery method names. */
  public static void checkNamesAny(ExecutableElement method, List<RecoverMethod> named)
      throws DefinitionError {
    if (named.isEmpty()) {
      AnnotationMirror annotation =
          Annotations.find(method, RecoverMethod.ANNOTATION).orElseThrow();
      throw new DefinitionError(
          RecoverMessage.NO_STAGE_NAMED,
          Annotations.place(method, annotation, "value"),
          method.getSimpleName());
    }
  }

  /** Checks a stage that gives a collector. */
  public static void checkCollector(StageMethod stage) throws DefinitionError {
    if (stage.timeout() != null) {
      throw new DefinitionError(
          RecoverMessage.TIMEOUT_OF_COLLECTOR,
          new Location(stage.method().element(), stage.timeout(), null),
          stage.name());
    }
    if (stage.retry() != null) {
      throw new DefinitionError(
          RecoverMessage.RETRY_OF_COLLECTOR,
          new Location(stage.method().element(), stage.retry(), null),
          stage.name());
    }
    if (!stage.recoveries().isEmpty()) {
      throw new DefinitionError(
          RecoverMessage.RECOVER_OF_COLLECTOR,
          stage.recoveries().get(0).stagePlace(),
          stage.name());
    }
  }
}
