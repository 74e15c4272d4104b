package dev.stageflow.processor.check;

import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.diagnostic.MethodMessage;
import dev.stageflow.processor.diagnostic.Mistake;
import dev.stageflow.processor.diagnostic.Place;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** A stage is overridden without its annotation, or with another. */
public final class OverrideWithoutAnnotation {

  private OverrideWithoutAnnotation() {}

  /** Checks a method that overrides a stage. */
  public static void check(ExecutableElement method, ExecutableElement overridden) throws Mistake {
    List<Stage.Kind> kinds = Stage.Kind.of(method);
    if (kinds.isEmpty()) {
      throw new Mistake(
          MethodMessage.OVERRIDE_WITHOUT_ANNOTATION,
          Place.of(method),
          method.getSimpleName(),
          Method.declaring(overridden).getSimpleName());
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
  }
}
