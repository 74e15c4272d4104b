package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** A method overrides a stage without repeating its annotation, or with another one. */
public final class OverrideWithoutAnnotation {

  private OverrideWithoutAnnotation() {}

  /**
   * Checks a method that overrides a stage.
   *
   * @param method the method
   * @param overridden the stage
   * @param joinedIn the class that inherits both, if that is not the one that declares the method
   */
  public static void check(
      ExecutableElement method, ExecutableElement overridden, @Nullable TypeElement joinedIn)
      throws DefinitionError {
    List<StageMethod.Kind> kinds = StageMethod.Kind.of(method);
    if (kinds.isEmpty()) {
      throw joinedIn == null
          ? missing(MethodMessage.OVERRIDE_WITHOUT_ANNOTATION, method, overridden)
          : inherited(method, "stage", overridden, joinedIn);
    }
    Location place = Location.of(joinedIn == null ? method : joinedIn);
    StageMethod.Kind inherited = StageMethod.Kind.of(overridden).get(0);
    if (!kinds.contains(inherited)) {
      throw new DefinitionError(
          MethodMessage.OVERRIDE_WITH_OTHER,
          place,
          method.getSimpleName(),
          kinds.get(0).annotation(),
          Method.declaring(method).getSimpleName(),
          Method.declaring(overridden).getSimpleName(),
          inherited.annotation());
    }
    for (String guard : List.of("Timeout", "Retry", StageMethod.OUTPUT)) {
      if (Annotations.has(overridden, guard) && !Annotations.has(method, guard)) {
        throw new DefinitionError(
            RecoverMessage.OVERRIDE_WITHOUT_GUARD,
            Location.of(method),
            method.getSimpleName(),
            Method.declaring(overridden).getSimpleName(),
            guard);
      }
    }
  }

  /** Checks a method that overrides a recovery method. */
  public static void checkRecover(
      ExecutableElement method, ExecutableElement overridden, @Nullable TypeElement joinedIn)
      throws DefinitionError {
    if (!Annotations.has(method, RecoverMethod.ANNOTATION)) {
      throw joinedIn == null
          ? missing(RecoverMessage.OVERRIDE_WITHOUT_RECOVER, method, overridden)
          : inherited(method, "@Recover", overridden, joinedIn);
    }
  }

  private static DefinitionError inherited(
      ExecutableElement method, String what, ExecutableElement overridden, TypeElement joinedIn) {
    return new DefinitionError(
        MethodMessage.INHERITED_WITHOUT_ANNOTATION,
        Location.of(joinedIn),
        method.getSimpleName(),
        Method.declaring(method).getSimpleName(),
        what,
        Method.declaring(overridden).getSimpleName());
  }

  private static DefinitionError missing(
      Message message, ExecutableElement method, ExecutableElement overridden) {
    return new DefinitionError(
        message,
        Location.of(method),
        method.getSimpleName(),
        Method.declaring(overridden).getSimpleName());
  }
}
