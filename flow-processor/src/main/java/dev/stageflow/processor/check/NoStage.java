package dev.stageflow.processor.check;

import dev.stageflow.processor.diagnostic.DefinitionMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** A definition has no stage. */
public final class NoStage {

  private NoStage() {}

  /** Checks the methods that have a stage annotation. */
  public static void check(TypeElement definition, List<ExecutableElement> stages) throws Mistake {
    if (stages.isEmpty()) {
      throw new Mistake(
          DefinitionMessage.NO_STAGE, Place.of(definition), definition.getSimpleName());
    }
  }
}
