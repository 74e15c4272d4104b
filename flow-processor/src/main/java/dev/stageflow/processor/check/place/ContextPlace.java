package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.AccumulateMessage;

/** A {@code @Context} is at an accumulate. */
public final class ContextPlace {

  private ContextPlace() {}

  /** Checks a stage. */
  public static void check(StageMethod stage) throws DefinitionError {
    if (!stage.contexts().isEmpty() && stage.kind() == StageMethod.Kind.ACCUMULATE) {
      throw new DefinitionError(
          AccumulateMessage.CONTEXT_PLACE,
          new Location(stage.method().element(), stage.contexts().get(0), null),
          stage.name());
    }
  }
}
