package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Recover;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import dev.stageflow.processor.diagnostic.RecoverMessage;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A stage is overridden without its annotation, or with another. */
public final class OverrideWithoutAnnotation {

  private OverrideWithoutAnnotation() {}

  /** Checks a method that overrides a stage. */
  public static void check(ExecutableElement method, ExecutableElement overridden) throws Mistake {
    List<Stage.Kind> kinds = Stage.Kind.of(method);
    if (kinds.isEmpty()) {
      throw missing(MethodMessage.OVERRIDE_WITHOUT_ANNOTATION, method, overridden);
    }
    Stage.Kind inherited = Stage.Kind.of(overridden).get(0);
    if (!kinds.contains(inherited)) {
      throw new Mistake(
          MethodMessage.OVERRIDE_WITH_OTHER,
          Place.of(method),
          method.getSimpleName(),
          kinds.get(0).annotation(),
          Method.declaring(overridden).getSimpleName(),
          inherited.annotation());
    }
    if (Annotations.has(overridden, "Retry") && !Annotations.has(method, "Retry")) {
      throw missing(RecoverMessage.OVERRIDE_WITHOUT_RETRY, method, overridden);
    }
  }

  /** Checks a method that overrides one that stands in for a stage. */
  public static void checkRecover(ExecutableElement method, ExecutableElement overridden)
      throws Mistake {
    if (!Annotations.has(method, Recover.ANNOTATION)) {
      throw missing(RecoverMessage.OVERRIDE_WITHOUT_RECOVER, method, overridden);
    }
  }

  private static Mistake missing(
      Message message, ExecutableElement method, ExecutableElement overridden) {
    return new Mistake(
        message,
        Place.of(method),
        method.getSimpleName(),
        Method.declaring(overridden).getSimpleName());
  }
}
