package dev.stageflow.processor.check.place;

import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.DefinitionMessage;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** A definition has no stage. */
public final class NoStage {

  private NoStage() {}

  /** Checks the methods that have a stage annotation. */
  public static void check(TypeElement definition, List<ExecutableElement> stages)
      throws DefinitionError {
    if (stages.isEmpty()) {
      throw new DefinitionError(
          DefinitionMessage.NO_STAGE, Location.of(definition), definition.getSimpleName());
    }
  }
}
