package dev.stageflow.processor.check.name;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import javax.lang.model.type.TypeMirror;

/** A {@code stop} is neither a literal nor a constant of the right type. */
public final class BadStop {
  private BadStop() {}

  /** Checks a stage that gives no value, so that there is nothing to compare. */
  public static void checkConsumer(StageMethod consumer) throws DefinitionError {
    if (!Annotations.string(consumer.annotation(), "stop").isEmpty()) {
      throw new DefinitionError(
          NameMessage.STOP_OF_NOTHING, consumer.place("stop"), consumer.name());
    }
  }

  /** Checks a constant against the type of the stage's value. */
  public static void checkConstant(
      String name, TypeMirror constant, TypeMirror type, Location place, TypeTool tool)
      throws DefinitionError {
    if (!tool.assignable(constant, type)) {
      throw new DefinitionError(
          NameMessage.OTHER_STOP, place, name, tool.format(constant), tool.format(type));
    }
  }
}
