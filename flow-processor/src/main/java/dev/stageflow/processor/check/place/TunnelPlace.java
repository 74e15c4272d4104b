package dev.stageflow.processor.check.place;

import dev.stageflow.processor.check.signature.PauseImpossible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Foreign;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.MethodMessage;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.TypeMirror;

/** A {@code @Tunnel} is at a method that a worker thread cannot call, or need not. */
public final class TunnelPlace {
  private static final List<Class<?>> ASYNCHRONOUS =
      List.of(CompletionStage.class, Publisher.class);

  private TunnelPlace() {}

  /** Checks a stage. */
  public static void check(StageMethod stage, TypeTool tool) throws DefinitionError {
    AnnotationMirror tunnel = stage.tunnel();
    if (tunnel == null) {
      return;
    }
    if (stage.kind() != StageMethod.Kind.FUNCTION && stage.kind() != StageMethod.Kind.SEQUENCE) {
      throw new DefinitionError(
          MethodMessage.TUNNEL_PLACE,
          new Location(stage.method().element(), tunnel, null),
          stage.name());
    }
    check(stage.method(), tunnel, tool);
  }

  /** Checks a recovery method, whatever the kind of its stage. */
  public static void check(RecoverMethod recover, TypeTool tool) throws DefinitionError {
    AnnotationMirror tunnel = recover.tunnel();
    if (tunnel != null) {
      check(recover.method(), tunnel, tool);
    }
  }

  /** Checks that a tunnelled method takes no accumulator, which the run may flush meanwhile. */
  public static void checkTakesNoBucket(
      RecoverMethod recover, StageMethod stage, boolean takesBucket) throws DefinitionError {
    AnnotationMirror tunnel = recover.tunnel();
    if (tunnel != null && takesBucket) {
      throw new DefinitionError(
          MethodMessage.TUNNEL_OF_BUCKET,
          new Location(recover.method().element(), tunnel, null),
          recover.name(),
          stage.name());
    }
  }

  private static void check(Method method, AnnotationMirror tunnel, TypeTool tool)
      throws DefinitionError {
    TypeMirror returns = method.returns();
    if (isAsynchronous(returns, tool)) {
      throw new DefinitionError(
          MethodMessage.TUNNEL_ASYNC,
          new Location(method.element(), tunnel, null),
          method.name(),
          tool.format(returns));
    }
    AnnotationValue buffer = Annotations.value(tunnel, "buffer");
    if (buffer != null && buffer.getValue() instanceof Integer items && items < 1) {
      throw new DefinitionError(
          MethodMessage.BAD_BUFFER, Annotations.place(method.element(), tunnel, "buffer"), items);
    }
    PauseImpossible.check(method, MethodMessage.TUNNEL_PAUSES, tool);
  }

  private static boolean isAsynchronous(TypeMirror returns, TypeTool tool) {
    return ASYNCHRONOUS.stream().anyMatch(type -> tool.supertype(returns, type).isPresent())
        || Foreign.of(returns, Foreign.Use.AWAIT, tool).isPresent()
        || Foreign.of(returns, Foreign.Use.READ, tool).isPresent();
  }
}
