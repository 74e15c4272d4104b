package dev.stageflow.processor.check.place;

import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.MethodMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeMirror;

/** A tunnel stands beside a stage that a worker thread cannot call, or need not. */
public final class TunnelPlace {
  private static final List<Class<?>> ASYNCHRONOUS =
      List.of(CompletionStage.class, Publisher.class);

  private TunnelPlace() {}

  /** Checks a stage. */
  public static void check(Stage stage, TypeTool tool) throws DefinitionError {
    AnnotationMirror tunnel = stage.tunnel();
    if (tunnel == null) {
      return;
    }
    Location place = new Location(stage.method().element(), tunnel, null);
    if (stage.kind() != Stage.Kind.FUNCTION && stage.kind() != Stage.Kind.SEQUENCE) {
      throw new DefinitionError(MethodMessage.TUNNEL_PLACE, place, stage.name());
    }
    TypeMirror returns = stage.method().returns();
    if (isAsynchronous(returns, tool)) {
      throw new DefinitionError(
          MethodMessage.TUNNEL_ASYNC, place, stage.name(), tool.format(returns));
    }
    AnnotationValue buffer = Annotations.value(tunnel, "buffer");
    if (buffer != null && buffer.getValue() instanceof Integer items && items < 1) {
      throw new DefinitionError(
          MethodMessage.BAD_BUFFER,
          Annotations.place(stage.method().element(), tunnel, "buffer"),
          items);
    }
    PauseImpossible.check(stage.method(), MethodMessage.TUNNEL_PAUSES, tool);
  }

  private static boolean isAsynchronous(TypeMirror returns, TypeTool tool) {
    return ASYNCHRONOUS.stream().anyMatch(type -> tool.supertype(returns, type).isPresent())
        || Foreign.of(returns, Foreign.Use.AWAIT, tool).isPresent()
        || Foreign.of(returns, Foreign.Use.READ, tool).isPresent();
  }
}
