package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.ItemMessage;
import java.util.List;

/** A method takes more than it can be given. */
public final class TooManyParameters {
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";

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

  /** Checks a stage that takes one item; what suspends in Kotlin takes a continuation as well. */
  public static void check(Stage stage, TypeTool tool) throws DefinitionError {
    List<Method.Parameter> plain = stage.method().plainParameters();
    boolean suspends =
        plain.size() > 1
            && tool.classNames(plain.get(plain.size() - 1).type()).contains(CONTINUATION);
    check(stage, plain, 1, suspends ? ItemMessage.SUSPENDING : ItemMessage.MANY_ITEMS);
  }
}
