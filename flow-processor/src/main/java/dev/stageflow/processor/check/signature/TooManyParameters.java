package dev.stageflow.processor.check.signature;

import com.squareup.javapoet.TypeName;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import java.util.List;

/** A method has more parameters than there are values for. */
public final class TooManyParameters {
  /** A constructor has at most 255 parameters, and up to four of these are no values. */
  private static final int MOST_KEPT = 250;

  private TooManyParameters() {}

  /**
   * Checks the parameters of a stage that take no value from further up.
   *
   * @param most how many there may be
   */
  public static void check(
      StageMethod stage, List<Method.Parameter> plain, int most, ItemMessage message)
      throws DefinitionError {
    if (plain.size() > most) {
      throw new DefinitionError(message, plain.get(most).place(), stage.name());
    }
  }

  /**
   * Checks the values that are kept together for a stage and those after it.
   *
   * @param kept their types
   */
  public static void checkKept(StageMethod stage, List<TypeName> kept) throws DefinitionError {
    int size = 0;
    for (TypeName type : kept) {
      size += type.equals(TypeName.LONG) || type.equals(TypeName.DOUBLE) ? 2 : 1;
    }
    if (size > MOST_KEPT) {
      throw new DefinitionError(
          ItemMessage.MANY_KEPT,
          Location.of(stage.method().element()),
          stage.name(),
          size,
          MOST_KEPT);
    }
  }
}
