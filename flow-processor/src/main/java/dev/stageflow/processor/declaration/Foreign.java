package dev.stageflow.processor.declaration;

import dev.stageflow.Flow;
import dev.stageflow.SourceFlow;
import dev.stageflow.processor.model.call.Conversion;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.Stream;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Types of asynchronous or lazy results. A stage that returns a type of another library is awaited,
 * or read, by that library's own conversion, if generated code can call one. The more specific
 * types come first.
 */
public enum Foreign {
  MONO(Use.AWAIT, Conversion.MONO),
  UNI(Use.AWAIT, Conversion.UNI),
  SINGLE(Use.AWAIT, Conversion.SINGLE),
  MAYBE(Use.AWAIT, Conversion.MAYBE),
  COMPLETABLE(Use.AWAIT, Conversion.COMPLETABLE),
  VERTX_FUTURE(Use.AWAIT, Conversion.VERTX_FUTURE),
  LISTENABLE_FUTURE(Use.AWAIT, Conversion.LISTENABLE_FUTURE),
  OBSERVABLE(Use.READ, Conversion.OBSERVABLE),
  PUBLISHER(Use.READ, Conversion.PUBLISHER),
  DEFERRED("kotlinx.coroutines.Deferred", Use.AWAIT, "FutureKt.asCompletableFuture(%s)"),
  KOTLIN_FLOW("kotlinx.coroutines.flow.Flow", Use.READ, "ReactiveFlowKt.asPublisher(%s)"),
  SCALA_FUTURE("scala.concurrent.Future", Use.AWAIT, "FutureConverters.asJava(%s)"),
  FLOW_PUBLISHER(Publisher.class.getCanonicalName(), Use.READ, "%s"),
  FLOW(Flow.class.getCanonicalName(), Use.RUN, "%s"),
  SOURCE_FLOW(SourceFlow.class.getCanonicalName(), Use.WALK, "%s.open()");

  /** What a flow does with a value, or with the result of its conversion. */
  public enum Use {
    AWAIT(
        "Return it from a @Function, which awaits it.",
        "Make it a @Function that returns a CompletionStage, which is awaited: %s."),
    READ(
        "Return it from a @Sequence, which subscribes to it.",
        "Make it a @Sequence that returns a Flow.Publisher, which is subscribed to: %s."),
    RUN("", "Make it a @Subflow, which is run: %s."),
    WALK("", "Make it a @Sequence, which is walked: %s.");

    private final String asItIs;
    private final String converted;

    Use(String asItIs, String converted) {
      this.asItIs = asItIs;
      this.converted = converted;
    }
  }

  private final String type;
  private final Use use;
  private final @Nullable Conversion conversion;

  /** What the user has to write. */
  private final String converted;

  Foreign(Use use, Conversion conversion) {
    this.type = conversion.type().canonicalName();
    this.use = use;
    this.conversion = conversion;
    this.converted = "";
  }

  Foreign(String type, Use use, String converted) {
    this.type = type;
    this.use = use;
    this.conversion = null;
    this.converted = converted;
  }

  /** The constant of a type, if it has one. */
  public static Optional<Foreign> of(TypeMirror type, TypeTool tool) {
    if (type.getKind() != TypeKind.DECLARED && type.getKind() != TypeKind.TYPEVAR) {
      return Optional.empty();
    }
    // Most class paths contain few of these types, and javac would search for the others again and
    // again.
    Set<String> names = tool.classNames(type);
    return Stream.of(values()).filter(row -> names.contains(row.type)).findFirst();
  }

  /** The constant of a type that is converted for a use, if it has one. */
  public static Optional<Foreign> of(TypeMirror type, Use use, TypeTool tool) {
    return of(type, tool).filter(row -> row.use == use && row.conversion != null);
  }

  /** The type's qualified name. */
  public String type() {
    return type;
  }

  /** How generated code converts it; null if it cannot. */
  public @Nullable Conversion conversion() {
    return conversion;
  }

  /** A sentence that says what to do with it, with a leading space. */
  public String advice(TypeMirror type) {
    if (conversion != null) {
      return " " + use.asItIs;
    }
    String name =
        type instanceof DeclaredType declared
            ? declared.asElement().getSimpleName().toString()
            : "result";
    String value = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return " " + String.format(use.converted, String.format(converted, value));
  }
}
