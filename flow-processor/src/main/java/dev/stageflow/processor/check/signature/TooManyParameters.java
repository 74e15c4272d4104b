package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import java.util.List;

/** A method takes more than it can be given. */
public final class TooManyParameters {

  private TooManyParameters() {}

  /**
   * Checks the parameters of a stage that take no value from further up.
   *
   * @param most how many there may be
   */
  public static void check(Stage stage, List<Method.Parameter> plain, int most, ItemMessage message)
      throws DefinitionError {
    if (plain.size() > most) {
      throw new DefinitionError(message, plain.get(most).place(), stage.name());
    }
  }
}
