package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two stages, or buckets, have the same name. */
public final class StageNameTwice {

  private StageNameTwice() {}

  /** Checks a definition's stages. */
  public static void check(List<StageMethod> stages) throws DefinitionError {
    Set<String> names = new HashSet<>();
    for (StageMethod stage : stages) {
      if (!names.add(stage.name())) {
        throw new DefinitionError(NameMessage.STAGE_NAME_TWICE, stage.place(), stage.name());
      }
    }
    for (StageMethod stage : stages) {
      String bucket = Annotations.string(stage.annotation(), "bucket");
      if (!bucket.isEmpty() && !bucket.equals(stage.name()) && !names.add(bucket)) {
        throw new DefinitionError(NameMessage.BUCKET_NAME_TWICE, stage.place("bucket"), bucket);
      }
    }
  }
}
