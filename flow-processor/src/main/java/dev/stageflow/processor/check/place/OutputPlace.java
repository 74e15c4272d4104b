package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.OutputMessage;

/** A sink of its own stands beside a method that gives nothing to it. */
public final class OutputPlace {
  private OutputPlace() {}

  /** Checks a stage by its kind. */
  public static void check(Stage stage) throws DefinitionError {
    if (stage.output() != null && stage.kind() == Stage.Kind.FILTER) {
      throw new DefinitionError(
          OutputMessage.OUTPUT_OF_FILTER,
          new Location(stage.method().element(), stage.output(), null),
          stage.name());
    }
  }

  /**
   * Checks that a method gives something.
   *
   * @param output where it has its annotation
   * @param gives whether it does
   */
  public static void checkGives(Location output, String method, boolean gives)
      throws DefinitionError {
    if (!gives) {
      throw new DefinitionError(OutputMessage.OUTPUT_OF_NOTHING, output, method);
    }
  }
}
