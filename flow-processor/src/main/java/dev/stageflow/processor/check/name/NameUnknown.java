package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Suggestion;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** A name in an annotation refers to nothing. */
public final class NameUnknown {

  private NameUnknown() {}

  /** Checks the name that a stage gives to its accumulator. */
  public static void checkBucket(StageMethod stage) throws DefinitionError {
    String bucket = Annotations.string(stage.annotation(), "bucket");
    if (!bucket.isEmpty() && bucket.isBlank()) {
      throw new DefinitionError(NameMessage.BLANK_BUCKET, stage.place("bucket"), stage.name());
    }
  }

  /** Checks that a recovery method names a stage. */
  public static void check(RecoverMethod recover, List<StageMethod> stages, TypeElement definition)
      throws DefinitionError {
    List<String> names = stages.stream().map(StageMethod::name).toList();
    if (!names.contains(recover.stage())) {
      throw new DefinitionError(
          RecoverMessage.STAGE_UNKNOWN,
          recover.stagePlace(),
          recover.stage(),
          definition.getSimpleName(),
          Suggestion.forName(recover.stage(), names));
    }
  }
}
