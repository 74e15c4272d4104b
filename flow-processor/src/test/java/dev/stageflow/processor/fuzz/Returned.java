package dev.stageflow.processor.fuzz;

import dev.stageflow.processor.fuzz.Stage.Form;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a method returns one value in, or many, or flows that give them: {@code %s} is their type,
 * and {@code %P} the name of a primitive one in other names. A function makes {@code made} of its
 * item, a sequence a list; a subflow has a {@code part}.
 */
enum Returned {
  PLAIN(Form.FUNCTION, kind -> true, "%s", "return made;"),
  OPTIONAL(
      Form.FUNCTION,
      Returned::isObject,
      "java.util.Optional<%s>",
      "return java.util.Optional.ofNullable(made);"),
  SOME_OPTIONAL(
      Form.FUNCTION,
      Returned::isObject,
      "java.util.Optional<? extends %s>",
      "return java.util.Optional.ofNullable(made);"),
  PRIMITIVE_OPTIONAL(
      Form.FUNCTION,
      Kind::isStreamed,
      "java.util.Optional%P",
      "return made > 50 ? java.util.Optional%P.empty() : java.util.Optional%P.of(made);"),
  COMPLETED(
      Form.FUNCTION,
      Returned::isObject,
      "java.util.concurrent.CompletionStage<%s>",
      "return java.util.concurrent.CompletableFuture.completedFuture(made);"),
  LATER(
      Form.FUNCTION,
      Returned::isObject,
      "java.util.concurrent.CompletableFuture<%s>",
      "return java.util.concurrent.CompletableFuture.supplyAsync(() -> made);"),
  LATER_OPTIONAL(
      Form.FUNCTION,
      Returned::isObject,
      "java.util.concurrent.CompletionStage<java.util.Optional<%s>>",
      "return java.util.concurrent.CompletableFuture.supplyAsync("
          + "() -> java.util.Optional.ofNullable(made));"),

  ARRAY(Form.SEQUENCE, Kind::isReified, "%s[]", "return fuzz.Values.array(%s.class, made);"),
  PRIMITIVE_STREAM(
      Form.SEQUENCE,
      Kind::isStreamed,
      "java.util.stream.%PStream",
      "return made.stream().mapTo%P(it -> it);"),
  PRIMITIVE_ITERATOR(
      Form.SEQUENCE,
      Kind::isStreamed,
      "java.util.PrimitiveIterator.Of%P",
      "return made.stream().mapTo%P(it -> it).iterator();"),
  OPTIONAL_OF_PRIMITIVE(
      Form.SEQUENCE,
      Kind::isStreamed,
      "java.util.Optional%P",
      "return made.stream().mapTo%P(it -> it).findFirst();"),
  LIST(Form.SEQUENCE, Returned::isObject, "java.util.List<%s>", "return made;"),
  ITERABLE(Form.SEQUENCE, Returned::isObject, "java.lang.Iterable<%s>", "return made;"),
  SOME(Form.SEQUENCE, Returned::isObject, "java.util.List<? extends %s>", "return made;"),
  ARRAY_LIST(
      Form.SEQUENCE,
      Returned::isObject,
      "java.util.ArrayList<%s>",
      "return new java.util.ArrayList<>(made);"),
  SET(
      Form.SEQUENCE,
      Returned::isObject,
      "java.util.Set<%s>",
      "return new java.util.LinkedHashSet<>(made);"),
  ITERATOR(Form.SEQUENCE, Returned::isObject, "java.util.Iterator<%s>", "return made.iterator();"),
  STREAM(Form.SEQUENCE, Returned::isObject, "java.util.stream.Stream<%s>", "return made.stream();"),
  FLOW_ITERATOR(
      Form.SEQUENCE,
      Returned::isObject,
      "dev.stageflow.FlowIterator<%s>",
      "return dev.stageflow.FlowIterator.of(made);"),
  PAUSING(
      Form.SEQUENCE,
      Returned::isObject,
      "fuzz.Pausing<%s>",
      "return new fuzz.Pausing<>(made.iterator());"),
  CLOSED(Form.SEQUENCE, Returned::isObject, "fuzz.Closed<%s>", "return new fuzz.Closed<>(made);"),
  ANY_OR_NONE(
      Form.SEQUENCE,
      Returned::isObject,
      "java.util.Optional<%s>",
      "return made.isEmpty() ? java.util.Optional.empty()"
          + " : java.util.Optional.ofNullable(made.get(0));"),
  MAP(
      Form.SEQUENCE,
      kind -> kind == Kind.ENTRY,
      "java.util.Map<java.lang.Integer, java.lang.String>",
      "return fuzz.Values.map(made);"),
  PUBLISHER(
      Form.SEQUENCE,
      Returned::isObject,
      "java.util.concurrent.Flow.Publisher<%s>",
      "return new fuzz.Published<>(made);"),
  OWN_PUBLISHER(
      Form.SEQUENCE,
      Returned::isObject,
      "fuzz.Published<%s>",
      "return new fuzz.Published<>(made);"),
  LATER_LIST(
      Form.SEQUENCE,
      Returned::isObject,
      "java.util.concurrent.CompletionStage<java.util.List<%s>>",
      "return java.util.concurrent.CompletableFuture.supplyAsync(() -> made);"),

  DURABLE_PART(
      Form.SUBFLOW,
      Returned::isObject,
      "dev.stageflow.DurableFlow<java.lang.Object, %s>",
      "return part;"),
  SOME_DURABLE_PART(
      Form.SUBFLOW,
      Returned::isObject,
      "dev.stageflow.DurableFlow<? super java.lang.Object, ? extends %s>",
      "return part;"),
  DURABLE_PARTS(
      Form.SUBFLOW,
      Returned::isObject,
      "java.util.List<dev.stageflow.DurableFlow<java.lang.Object, %s>>",
      "return java.util.Arrays.asList(part, null, part).subList(0, number % 4);"),
  PART(
      Form.SUBFLOW, Returned::isObject, "dev.stageflow.Flow<java.lang.Object, %s>", "return part;"),
  SOME_PART(
      Form.SUBFLOW,
      Returned::isObject,
      "dev.stageflow.Flow<? super java.lang.Object, ? extends %s>",
      "return part;"),
  PARTS(
      Form.SUBFLOW,
      Returned::isObject,
      "java.util.List<dev.stageflow.Flow<java.lang.Object, %s>>",
      "return java.util.Arrays.asList(part, null, part).subList(0, number % 4);"),
  SOME_PARTS(
      Form.SUBFLOW,
      Returned::isObject,
      "java.util.ArrayList<? extends dev.stageflow.Flow<java.lang.Object, ? extends %s>>",
      "return new java.util.ArrayList<>("
          + "java.util.Arrays.asList(part, null, part).subList(0, number % 4));");

  private final Form form;
  private final Predicate<Kind> fits;
  private final String type;
  private final String returning;

  Returned(Form form, Predicate<Kind> fits, String type, String returning) {
    this.form = form;
    this.fits = fits;
    this.type = type;
    this.returning = returning;
  }

  /** How a method may return values of a kind. */
  static List<Returned> all(Form form, Kind kind) {
    return Stream.of(values()).filter(it -> it.form == form && it.fits.test(kind)).toList();
  }

  /** The method's type. */
  String type(Kind kind) {
    return of(kind, type);
  }

  /** The method's last statements. */
  String returning(Kind kind) {
    return of(kind, returning);
  }

  /**
   * Not what the flow waits for without a thread, what pauses, or tells that it is closed ahead.
   */
  boolean isForTunnels() {
    return !type.contains(".concurrent.") && !type.startsWith("fuzz.");
  }

  /** Whether the rest after an element can be returned in the same way. */
  boolean canResume() {
    return this != ANY_OR_NONE && this != OPTIONAL_OF_PRIMITIVE;
  }

  /** Whether it can be saved how far a run of it has come. */
  boolean isDurable() {
    return type.contains("DurableFlow");
  }

  /** Whether it is waited for. */
  boolean isLater() {
    return type.startsWith("java.util.concurrent.Complet");
  }

  /** Whether its elements come from another thread. */
  boolean isPublisher() {
    return this == PUBLISHER || this == OWN_PUBLISHER;
  }

  private static String of(Kind kind, String text) {
    String boxed = kind.boxed().replaceFirst("java\\.lang\\.", "").replace("Integer", "Int");
    return text.replace("%P", boxed).replace("%s", kind.source);
  }

  private static boolean isObject(Kind kind) {
    return !kind.isPrimitive();
  }
}
