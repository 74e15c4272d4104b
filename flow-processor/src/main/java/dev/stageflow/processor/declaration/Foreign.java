package dev.stageflow.processor.declaration;

import dev.stageflow.Flow;
import dev.stageflow.SourceFlow;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Types of results that come later, or are to be run, and that a flow neither runs nor awaits; and
 * what makes one that it does of each. The more specific ones come first.
 */
public enum Foreign {
  MONO("reactor.core.publisher.Mono", Made.STAGE, "%s.toFuture()"),
  FLUX("reactor.core.publisher.Flux", Made.PUBLISHER, Foreign.ADAPTED),
  UNI("io.smallrye.mutiny.Uni", Made.STAGE, "%s.subscribeAsCompletionStage()"),
  SINGLE("io.reactivex.rxjava3.core.Single", Made.STAGE, "%s.toCompletionStage()"),
  MAYBE("io.reactivex.rxjava3.core.Maybe", Made.STAGE, "%s.toCompletionStage()"),
  COMPLETABLE("io.reactivex.rxjava3.core.Completable", Made.STAGE, "%s.toCompletionStage(null)"),
  OBSERVABLE(
      "io.reactivex.rxjava3.core.Observable",
      Made.PUBLISHER,
      "FlowAdapters.toFlowPublisher(%s.toFlowable(BackpressureStrategy.BUFFER))"),
  REACTIVE_STREAM("org.reactivestreams.Publisher", Made.PUBLISHER, Foreign.ADAPTED),
  VERTX_FUTURE("io.vertx.core.Future", Made.STAGE, "%s.toCompletionStage()"),
  LISTENABLE(
      "com.google.common.util.concurrent.ListenableFuture",
      Made.STAGE,
      "a CompletableFuture that Futures.addCallback(%s, ..) completes"),
  DEFERRED("kotlinx.coroutines.Deferred", Made.STAGE, "FutureKt.asCompletableFuture(%s)"),
  PUBLISHER(Publisher.class.getCanonicalName(), Made.PUBLISHER, "%s"),
  FLOW(Flow.class.getCanonicalName(), Made.FLOW, "%s"),
  SOURCE_FLOW(SourceFlow.class.getCanonicalName(), Made.SEQUENCE, "%s.open()");

  /** What can be made of it, and which stage takes that. */
  public enum Made {
    STAGE("Make it a @Function that returns a CompletionStage, which is awaited: %s."),
    PUBLISHER("Make it a @Sequence that returns a Flow.Publisher, which is subscribed to: %s."),
    FLOW("Make it a @Subflow, which is run: %s."),
    SEQUENCE("Make it a @Sequence, which is walked: %s.");

    private final String advice;

    Made(String advice) {
      this.advice = advice;
    }
  }

  private static final String ADAPTED = "FlowAdapters.toFlowPublisher(%s)";

  private final String type;
  private final Made made;
  private final String conversion;

  Foreign(String type, Made made, String conversion) {
    this.type = type;
    this.made = made;
    this.conversion = conversion;
  }

  /** The row of a type, if it has one. */
  public static Optional<Foreign> of(TypeMirror type, TypeTool tool) {
    if (type.getKind() != TypeKind.DECLARED && type.getKind() != TypeKind.TYPEVAR) {
      return Optional.empty();
    }
    // Most class paths contain few of these types, and javac would search for the others again and
    // again.
    Set<String> names = tool.classNames(type);
    return Stream.of(values()).filter(row -> names.contains(row.type)).findFirst();
  }

  /** A sentence that says what to return instead, with a leading space. */
  public String advice(TypeMirror type) {
    String name =
        type instanceof DeclaredType declared
            ? declared.asElement().getSimpleName().toString()
            : "result";
    String value = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return " " + String.format(made.advice, String.format(conversion, value));
  }
}
