package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A method has two stage annotations. */
public final class TwoStageAnnotations {

  private TwoStageAnnotations() {}

  /** Checks a method that has at least one of them. */
  public static void check(ExecutableElement method) throws DefinitionError {
    List<StageMethod.Kind> kinds = StageMethod.Kind.of(method);
    if (kinds.size() > 1) {
      throw new DefinitionError(
          MethodMessage.TWO_STAGE_ANNOTATIONS,
          Location.of(method),
          method.getSimpleName(),
          kinds.get(0).annotation(),
          kinds.get(1).annotation());
    }
  }

  /** Checks a recovery method, which is no stage itself. */
  public static void checkRecover(ExecutableElement method) throws DefinitionError {
    List<StageMethod.Kind> kinds = StageMethod.Kind.of(method);
    if (!kinds.isEmpty()) {
      throw new DefinitionError(
          RecoverMessage.RECOVER_AND_STAGE,
          Location.of(method),
          method.getSimpleName(),
          kinds.get(0).annotation());
    }
  }
}
