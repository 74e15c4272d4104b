package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.RecoverMessage;
import javax.lang.model.element.AnnotationMirror;

/** A call cannot be made again so often, or so soon. */
public final class RetryNumbers {

  private RetryNumbers() {}

  /** Checks a stage's {@code @Retry}. */
  public static void check(Stage stage, AnnotationMirror retry) throws DefinitionError {
    long times = Annotations.number(retry, "times");
    if (times < 1) {
      throw new DefinitionError(RecoverMessage.BAD_TIMES, place(stage, retry, "times"), times);
    }
    long backoff = Annotations.number(retry, "backoffMillis");
    if (backoff < 0) {
      throw new DefinitionError(
          RecoverMessage.BAD_BACKOFF, place(stage, retry, "backoffMillis"), backoff);
    }
  }

  private static Location place(Stage stage, AnnotationMirror retry, String value) {
    return Annotations.place(stage.method().element(), retry, value);
  }
}
