package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.OutputMessage;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;

/** An {@code @Output} is at a method that gives no output. */
public final class OutputPlace {
  private OutputPlace() {}

  /** Checks a stage by its kind. */
  public static void check(StageMethod stage) throws DefinitionError {
    if (stage.output() != null && stage.kind() == StageMethod.Kind.FILTER) {
      throw new DefinitionError(
          OutputMessage.OUTPUT_OF_FILTER,
          new Location(stage.method().element(), stage.output(), null),
          stage.name());
    }
  }

  /**
   * Checks that a stage's value is not an output anyway.
   *
   * @param goesOn whether it goes on to another stage, or to a named sink
   */
  public static void checkGoesOn(StageMethod stage, boolean goesOn) throws DefinitionError {
    if (!goesOn) {
      throw new DefinitionError(OutputMessage.OUTPUT_OF_LAST, stage.outputPlace(), stage.name());
    }
  }

  /** Checks that a method that has the annotation gives something to a sink. */
  public static void checkIsGiven(ExecutableElement method, Set<String> hooks)
      throws DefinitionError {
    Optional<AnnotationMirror> output = Annotations.find(method, StageMethod.OUTPUT);
    if (output.isPresent()
        && StageMethod.Kind.of(method).isEmpty()
        && !Annotations.has(method, RecoverMethod.ANNOTATION)
        && !hooks.contains(method.getSimpleName().toString())) {
      throw new DefinitionError(
          OutputMessage.OUTPUT_OF_NO_STAGE,
          new Location(method, output.get(), null),
          method.getSimpleName());
    }
  }

  /**
   * Checks that a method gives something.
   *
   * @param output where it has its annotation
   * @param gives whether it does
   */
  public static void checkGives(Location output, String method, boolean gives)
      throws DefinitionError {
    if (!gives) {
      throw new DefinitionError(OutputMessage.OUTPUT_OF_NOTHING, output, method);
    }
  }
}
