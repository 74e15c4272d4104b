package dev.stageflow.processor.check.guard;

import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import dev.stageflow.processor.diagnostic.message.RecoverMessage;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The values of a {@code @Retry} are not valid. */
public final class BadRetry {

  private BadRetry() {}

  /** Checks the number of retries and the backoff. */
  public static void checkNumbers(StageMethod stage, AnnotationMirror retry)
      throws DefinitionError {
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

  /** Checks that a policy is given alone. */
  public static void checkAlone(StageMethod stage, AnnotationMirror retry) throws DefinitionError {
    for (String other : List.of("times", "backoffMillis", "on")) {
      if (Annotations.value(retry, other) != null) {
        throw new DefinitionError(
            RecoverMessage.POLICY_BESIDE,
            place(stage, retry, other),
            Annotations.string(retry, "policy"),
            stage.name(),
            other);
      }
    }
  }

  /** Checks the method that gives a policy. */
  public static void checkPolicy(Method method, Location place, TypeTool tool)
      throws DefinitionError {
    PauseImpossible.check(method, MethodMessage.POLICY_PAUSES, tool);
    if (!method.parameters().isEmpty() || !tool.isExactly(method.returns(), RetryPolicy.class)) {
      throw new DefinitionError(RecoverMessage.POLICY_SIGNATURE, place, method.name());
    }
  }

  /** Checks the field that holds a policy. */
  public static void checkPolicy(String field, TypeMirror type, Location place, TypeTool tool)
      throws DefinitionError {
    if (!tool.isExactly(type, RetryPolicy.class)) {
      throw new DefinitionError(RecoverMessage.POLICY_FIELD, place, field, tool.format(type));
    }
  }

  /** Checks that there are exceptions to retry on. */
  public static void checkExceptions(StageMethod stage, AnnotationMirror retry, AnnotationValue on)
      throws DefinitionError {
    if (Annotations.items(retry, "on").isEmpty()) {
      throw new DefinitionError(
          RecoverMessage.NO_EXCEPTION,
          new Location(stage.method().element(), retry, on),
          stage.name());
    }
  }

  /** Checks one of these exceptions. */
  public static void checkException(
      StageMethod stage, TypeMirror exception, Location place, TypeTool tool)
      throws DefinitionError {
    if (tool.isExactly(exception, PauseFlow.class)) {
      throw new DefinitionError(RecoverMessage.PAUSE_RETRIED, place, stage.name());
    }
  }

  /**
   * Checks the method that says how long to wait.
   *
   * @param retried the failures that are retried
   * @return what the method takes
   */
  public static TypeMirror checkDelay(
      Method method, StageMethod stage, List<TypeMirror> retried, Location place, TypeTool tool)
      throws DefinitionError {
    PauseImpossible.check(method, MethodMessage.DELAY_PAUSES, tool);
    List<Method.Parameter> parameters = method.parameters();
    boolean fits =
        parameters.size() == 1
            && parameters.get(0).upstream() == null
            && parameters.get(0).type().getKind() == TypeKind.DECLARED
            && tool.isSubclass(parameters.get(0).type(), Throwable.class)
            && tool.isExactly(method.returns(), Duration.class);
    if (!fits) {
      throw new DefinitionError(RecoverMessage.DELAY_SIGNATURE, place, method.name());
    }
    TypeMirror failure = parameters.get(0).type();
    if (retried.stream()
        .noneMatch(it -> tool.isSubtype(failure, it) || tool.isSubtype(it, failure))) {
      throw new DefinitionError(
          RecoverMessage.DELAY_NEVER, place, method.name(), tool.format(failure), stage.name());
    }
    return failure;
  }

  private static Location place(StageMethod stage, AnnotationMirror retry, String value) {
    return Annotations.place(stage.method().element(), retry, value);
  }
}
