package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;

/** A stage that cannot have several items at once is parallel. */
public final class ParallelPlace {

  private ParallelPlace() {}

  /** Checks a stage. */
  public static void check(StageMethod stage, TypeTool tool) throws DefinitionError {
    AnnotationMirror parallel = stage.parallel();
    if (parallel == null) {
      return;
    }
    Location place = new Location(stage.method().element(), parallel, null);
    if (stage.kind() != StageMethod.Kind.FUNCTION && stage.kind() != StageMethod.Kind.SUBFLOW) {
      throw new DefinitionError(MethodMessage.PARALLEL_PLACE, place, stage.name());
    }
    if (stage.kind() == StageMethod.Kind.FUNCTION && !takesTime(stage, tool)) {
      throw new DefinitionError(
          MethodMessage.PARALLEL_DIRECT,
          place,
          stage.name(),
          tool.format(stage.method().returns()));
    }
    long limit = Annotations.number(parallel, "value");
    if (limit < 1) {
      throw new DefinitionError(
          MethodMessage.BAD_PARALLEL,
          Annotations.place(stage.method().element(), parallel, "value"),
          limit);
    }
  }

  /** Returns whether a function may complete later, while other items are in it. */
  static boolean takesTime(StageMethod function, TypeTool tool) {
    TypeMirror returns = function.method().returns();
    return function.tunnel() != null
        || tool.isUnknown(returns)
        || tool.supertype(returns, CompletionStage.class).isPresent()
        || Foreign.of(returns, Foreign.Use.AWAIT, tool).isPresent();
  }
}
