package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.NameMessage;

/** A name in an annotation names nothing: here, because it is blank. */
public final class NameUnknown {

  private NameUnknown() {}

  /** Checks the name that a stage gives to its accumulator. */
  public static void checkBucket(Stage stage) throws DefinitionError {
    String bucket = Annotations.string(stage.annotation(), "bucket");
    if (!bucket.isEmpty() && bucket.isBlank()) {
      throw new DefinitionError(NameMessage.BLANK_BUCKET, stage.place("bucket"), stage.name());
    }
  }
}
