package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A stage cannot be a fork: its call is not asynchronous, or no stage takes its value. */
public final class ForkPlace {

  private ForkPlace() {}

  /** Checks a stage. */
  public static void check(StageMethod stage, TypeTool tool) throws DefinitionError {
    if (stage.fork() == null) {
      return;
    }
    Location place = place(stage);
    if (stage.kind() != StageMethod.Kind.FUNCTION || stage.method().plainParameters().isEmpty()) {
      throw new DefinitionError(MethodMessage.FORK_PLACE, place, stage.name());
    }
    if (stage.parallel() != null || stage.output() != null) {
      throw new DefinitionError(
          MethodMessage.FORK_BESIDE,
          place,
          stage.name(),
          stage.parallel() == null ? StageMethod.OUTPUT : "Parallel");
    }
    if (!ParallelPlace.takesTime(stage, tool)) {
      throw new DefinitionError(
          MethodMessage.FORK_DIRECT, place, stage.name(), tool.format(stage.method().returns()));
    }
  }

  /** Checks that a fork gives a value, which may be awaited. */
  public static void checkGives(StageMethod stage, @Nullable TypeMirror given)
      throws DefinitionError {
    if (stage.fork() != null && given == null) {
      throw new DefinitionError(MethodMessage.FORK_EMPTY, place(stage), stage.name());
    }
  }

  /** Checks that a later stage takes a fork's value. */
  public static void checkTaken(StageMethod fork, boolean isTaken) throws DefinitionError {
    if (!isTaken) {
      throw new DefinitionError(MethodMessage.FORK_UNUSED, place(fork), fork.name());
    }
  }

  private static Location place(StageMethod stage) {
    return new Location(stage.method().element(), stage.fork(), null);
  }
}
