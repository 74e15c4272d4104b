package dev.stageflow.processor.check.place;

import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import java.util.concurrent.CompletionStage;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;

/** A stage is parallel that cannot have several items at once. */
public final class ParallelPlace {

  private ParallelPlace() {}

  /** Checks a stage. */
  public static void check(Stage stage, TypeTool tool) throws DefinitionError {
    AnnotationMirror parallel = stage.parallel();
    if (parallel == null) {
      return;
    }
    Location place = new Location(stage.method().element(), parallel, null);
    if (stage.kind() != Stage.Kind.FUNCTION && stage.kind() != Stage.Kind.SUBFLOW) {
      throw new DefinitionError(MethodMessage.PARALLEL_PLACE, place, stage.name());
    }
    if (stage.kind() == Stage.Kind.FUNCTION && !takesTime(stage, tool)) {
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

  /** Returns whether a function may have what it gives later, while other items are in it. */
  static boolean takesTime(Stage function, TypeTool tool) {
    TypeMirror returns = function.method().returns();
    return function.tunnel() != null
        || tool.isUnknown(returns)
        || tool.supertype(returns, CompletionStage.class).isPresent()
        || Foreign.of(returns, Foreign.Use.AWAIT, tool).isPresent();
  }
}
