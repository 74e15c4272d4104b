package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import javax.lang.model.element.ExecutableElement;

/** A stage is overridden without its annotation. */
public final class OverrideWithoutAnnotation {

  private OverrideWithoutAnnotation() {}

  /** Checks a method that overrides a stage. */
  public static void check(ExecutableElement method, ExecutableElement overridden) throws Mistake {
    if (Stage.Kind.of(method).isEmpty()) {
      throw new Mistake(
          MethodMessage.OVERRIDE_WITHOUT_ANNOTATION,
          Place.of(method),
          method.getSimpleName(),
          Method.declaring(overridden).getSimpleName());
    }
  }
}
