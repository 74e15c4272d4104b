package dev.stageflow.processor.model.call;

import com.squareup.javapoet.ClassName;

/**
 * How generated code converts objects of another library to their counterparts of the JDK: by the
 * library's own method, as a lambda. Null is never converted.
 *
 * <p>In the code {@code $type} is the library's type, {@code $it} the lambda's parameter.
 */
public enum Conversion {
  MONO("reactor.core.publisher", "Mono", "$type:L::toFuture"),
  UNI("io.smallrye.mutiny", "Uni", "$type:L::subscribeAsCompletionStage"),
  SINGLE("io.reactivex.rxjava3.core", "Single", "$type:L::toCompletionStage"),
  /** An empty one completes with null. */
  MAYBE("io.reactivex.rxjava3.core", "Maybe", "$it:N -> $it:N.toCompletionStage(null)"),
  COMPLETABLE("io.reactivex.rxjava3.core", "Completable", "$it:N -> $it:N.toCompletionStage(null)"),
  VERTX_FUTURE("io.vertx.core", "Future", "$type:L::toCompletionStage"),
  /** It has listeners, and no conversion. */
  LISTENABLE_FUTURE(
      "com.google.common.util.concurrent",
      "ListenableFuture",
      "$it:N -> $listened:L.of($it:N, $it:N::addListener)"),
  PUBLISHER("org.reactivestreams", "Publisher", "$adapters:L::toFlowPublisher"),
  OBSERVABLE(
      "io.reactivex.rxjava3.core",
      "Observable",
      "$it:N -> $adapters:L.toFlowPublisher($it:N.toFlowable($strategy:L.BUFFER))");

  private final String packageName;
  private final String type;
  private final String code;

  Conversion(String packageName, String type, String code) {
    this.packageName = packageName;
    this.type = type;
    this.code = code;
  }

  /** The library's type; its subtypes are converted as well. */
  public ClassName type() {
    return ClassName.get(packageName, type);
  }

  /** The lambda, for JavaPoet's named arguments. */
  public String code() {
    return code;
  }
}
