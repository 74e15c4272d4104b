package dev.stageflow.processor.check.place;

import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.Message;
import dev.stageflow.processor.diagnostic.message.KeyedMessage;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** The accumulator of a definition's run cannot be kept from run to run. */
public final class NotKeyed {

  private NotKeyed() {}

  /**
   * Checks a keyed definition as a whole.
   *
   * @param annotation its {@code @FlowDefinition}
   * @param hasInput whether its first stage takes an item
   */
  public static void check(
      TypeElement definition, AnnotationMirror annotation, FlowPlan plan, boolean hasInput)
      throws DefinitionError {
    Location place = Annotations.place(definition, annotation, "keyed");
    if (Annotations.flag(annotation, "durable")) {
      throw new DefinitionError(KeyedMessage.DURABLE, place, definition.getSimpleName());
    }
    if (!hasInput) {
      throw new DefinitionError(KeyedMessage.NO_INPUT, place, definition.getSimpleName());
    }
    if (plan.accumulatesIn(FlowPlan.RUN).isEmpty()) {
      throw new DefinitionError(KeyedMessage.NO_ACCUMULATE, place, definition.getSimpleName());
    }
  }

  /** Checks the accumulate that gathers in the run. */
  public static void checkAccumulate(StageMethod stage, boolean collects) throws DefinitionError {
    if (collects) {
      throw new DefinitionError(KeyedMessage.COLLECTOR, stage.place(), stage.name());
    }
    if (Annotations.flag(stage.annotation(), "emitEmpty")) {
      throw error(KeyedMessage.EMPTY, stage, "emitEmpty");
    }
    if (Annotations.value(stage.annotation(), "flushAfterMillis") != null) {
      throw error(KeyedMessage.TIMED, stage, "flushAfterMillis");
    }
  }

  private static DefinitionError error(Message message, StageMethod stage, String named) {
    return new DefinitionError(
        message,
        Annotations.place(stage.method().element(), stage.annotation(), named),
        stage.name());
  }

  /** The error that another accumulate gathers in the run. */
  public static DefinitionError second(StageMethod stage, StageMethod first) {
    return new DefinitionError(
        KeyedMessage.SECOND_ACCUMULATE, stage.place(), stage.name(), first.name());
  }

  /** Checks that no parallel stage follows the accumulate in the run's own context. */
  public static void checkPassedOn(int accumulate, FlowPlan plan, List<StageMethod> stages)
      throws DefinitionError {
    boolean isFinishedByRun =
        plan.levels().get(0).steps().stream()
            .anyMatch(step -> step.kind() == Step.Kind.FINISH && step.element() == accumulate);
    if (isFinishedByRun) {
      return;
    }
    int parallel = accumulate;
    while (!plan.elements().get(parallel).has(Element.Trait.PARALLEL)) {
      parallel++;
    }
    StageMethod stage = stages.get(parallel);
    throw new DefinitionError(
        KeyedMessage.PARALLEL,
        new Location(stage.method().element(), stage.parallel(), null),
        stage.name(),
        stages.get(accumulate).name(),
        stages.get(accumulate).name());
  }

  /** The error that values go to a second sink. */
  public static DefinitionError namedOutput(Location place, String method, String sink) {
    return new DefinitionError(KeyedMessage.NAMED_OUTPUT, place, method, sink);
  }
}
