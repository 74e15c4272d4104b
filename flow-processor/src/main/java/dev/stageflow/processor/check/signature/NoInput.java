package dev.stageflow.processor.check.signature;

import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.ItemMessage;
import javax.lang.model.type.TypeKind;

/** A stage takes no item, though the one before gives one, or it is the first and needs one. */
public final class NoInput {
  private NoInput() {}

  /** Checks a stage at which an item arrives. */
  public static void check(StageMethod stage) throws DefinitionError {
    if (stage.method().plainParameters().isEmpty()) {
      throw new DefinitionError(ItemMessage.NO_INPUT, stage.place(), stage.name());
    }
  }

  /** Checks the first stage: a source flow's takes nothing, and gives something of its own. */
  public static void checkFirst(StageMethod first) throws DefinitionError {
    if (first.kind() == StageMethod.Kind.FILTER
        || first.kind() == StageMethod.Kind.SUBFLOW
        || first.method().returns().getKind() == TypeKind.VOID) {
      check(first);
    }
  }

  /** Checks an accumulate, which takes an item unless it {@code collects}. */
  public static void checkAccumulate(StageMethod stage, boolean collects) throws DefinitionError {
    if (stage.method().plainParameters().size() < 2 && !collects) {
      throw new DefinitionError(ItemMessage.NO_INPUT_TO_ACCUMULATE, stage.place(), stage.name());
    }
  }
}
