package dev.stageflow.processor.check.guard;

import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import javax.lang.model.type.TypeMirror;

/** Two recovery methods take the same exception of a stage, or one names a stage twice. */
public final class RecoverTwice {
  private RecoverTwice() {}

  /** Checks that a method names a stage for the {@code first} time. */
  public static void checkNamedOnce(RecoverMethod recover, boolean first) throws DefinitionError {
    if (!first) {
      throw new DefinitionError(
          RecoverMessage.STAGE_NAMED_TWICE, recover.stagePlace(), recover.name(), recover.stage());
    }
  }

  /** Checks a recovery method against another one of the same stage. */
  public static void check(
      RecoverMethod recover, RecoverMethod other, StageMethod stage, TypeTool tool)
      throws DefinitionError {
    TypeMirror failure = RecoverSignature.failure(recover, tool).type();
    if (tool.same(failure, RecoverSignature.failure(other, tool).type())) {
      throw new DefinitionError(
          RecoverMessage.RECOVER_TWICE,
          recover.place(),
          recover.name(),
          tool.format(failure),
          stage.name(),
          other.name());
    }
  }
}
