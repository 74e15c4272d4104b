package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.AccumulateMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;

/** A context stands beside an accumulate. */
public final class ContextPlace {

  private ContextPlace() {}

  /** Checks a stage. */
  public static void check(Stage stage) throws Mistake {
    if (stage.context() != null && stage.kind() == Stage.Kind.ACCUMULATE) {
      throw new Mistake(
          AccumulateMessage.CONTEXT_PLACE,
          new Place(stage.method().element(), stage.context(), null),
          stage.name());
    }
  }
}
