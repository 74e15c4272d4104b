package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage that takes one item and gives at most one: it maps, looks up, converts or consumes.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.Map;
 *
 * class LinePrice {
 *   record Item(String article, int quantity) {}
 *
 *   private final Map<String, Long> centsByArticle;
 *
 *   LinePrice(Map<String, Long> centsByArticle) {
 *     this.centsByArticle = Map.copyOf(centsByArticle);
 *   }
 *
 *   @Function // an article without a price is null, which drops the item
 *   Long unitPrice(Item item) {
 *     return centsByArticle.get(item.article());
 *   }
 *
 *   @Function(stop = "0") // what costs nothing is dropped too
 *   long linePrice(long unitPrice, @Upstream Item item) {
 *     return unitPrice * item.quantity();
 *   }
 * }
 * }</pre>
 *
 * <h2>The method</h2>
 *
 * <p>An instance or static method, declared or inherited, of any access that the package of the
 * definition allows; not generic itself, not varargs. It has one parameter without {@link
 * Upstream}, the item, anywhere among those that have it. The item's type takes what the stage
 * before gives by the rules of a Java assignment: subtypes, generics, boxing, widening. The first
 * stage may go without an item; the flow is then a {@code SourceFlow}, run without an input.
 *
 * <p>The result is what the next stage takes. An {@code Optional}, {@code OptionalInt}, {@code
 * OptionalLong} or {@code OptionalDouble} is unwrapped: the next stage takes its value. A {@code
 * void} method consumes the item; it must be the last stage, and the flow is a {@code Flow<I,
 * Void>}.
 *
 * <p>A {@code CompletionStage} is awaited: the flow pauses, and the next stage takes what it
 * completes with, which is unwrapped in turn if it is an optional; {@code CompletionStage<Void>} is
 * like {@code void}. The method is called once. A failure of the stage is the run's, without a
 * {@code CompletionException} around it; cancelling the run cancels the stage. What blocks instead
 * is put on a worker thread by {@link Tunnel}.
 *
 * <p>So are what other libraries return: Reactor's {@code Mono}, Mutiny's {@code Uni}, RxJava 3's
 * {@code Single}, {@code Maybe} and {@code Completable}, Vert.x's {@code Future}, Guava's {@code
 * ListenableFuture}, and their subtypes. The flow subscribes to them by the library's own
 * conversion, such as {@code toFuture()}, each time that the method is called, and cancels them
 * with the run. An empty one drops the item; a {@code Mono<Void>} or {@code Completable} as the
 * last stage consumes it.
 *
 * <p>It may throw any exception. One that is thrown ends the run as it is, unwrapped; checked ones
 * are declared by the generated {@code run}, {@code collect} and {@code single}. The method is
 * called by one thread at a time, the one that runs the flow, and needs no lock.
 *
 * <h2>When an item is dropped</h2>
 *
 * <p>The item is dropped if the method returns null, an empty optional of any kind, or a value
 * equal to {@link #stop}. That is no failure; the flow goes on with the next item. A parameter for
 * an item or an upstream value is therefore never null.
 *
 * <h2>Pausing</h2>
 *
 * <p>A method that may pause the flow declares {@code throws PauseFlow}, or a supertype of it. Once
 * paused, it is called again with the same arguments, and no stage before it is run twice: it
 * pauses before it changes anything.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/TypeMismatch}: the item's type does not take what the stage before gives.
 *   <li>{@code Flow/NoInput}: the method takes no item, and it is not the first stage.
 *   <li>{@code Flow/TooManyParameters}: more than one parameter has no {@link Upstream}.
 *   <li>{@code Flow/ResultMissing}: the method is {@code void}, and it is not the last stage.
 *   <li>{@code Flow/AfterConsumer}: the stage stands after one that consumes its items, so that
 *       none can arrive.
 *   <li>{@code Flow/LazyOutput}: the method is the last stage, and returns what nobody would run,
 *       walk or await, such as a {@code Stream}.
 *   <li>{@code Flow/BadStop}: {@link #stop} is not a literal or the name of a constant, or the
 *       method's result cannot equal it, or there is none.
 *   <li>{@code Flow/NameUnknown}: {@link #stop} names a constant that the definition does not have.
 *   <li>{@code Flow/TwoStageAnnotations}: the method carries another stage annotation.
 *   <li>{@code Flow/StageNameTwice}: another stage has the same name.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the method is overridden in the definition, and the
 *       override does not repeat the annotation, or has another.
 *   <li>{@code Flow/Inaccessible}: the method is private, or protected or package-private in
 *       another package.
 *   <li>{@code Flow/GenericMethod}: the method has type parameters of its own; those of its class
 *       are fine.
 *   <li>{@code Flow/Varargs}: the method has a variable number of arguments; an array is fine.
 *   <li>{@code Flow/RawType}: an item's or result's type lacks its type arguments.
 *   <li>{@code Flow/NameOverloaded}: given what arrives, the compiler would call another method of
 *       this name.
 *   <li>{@code Flow/ThrowsThrowable}: the method declares {@code Throwable}, or what is neither an
 *       {@code Exception} nor an {@code Error}.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Function {

  /**
   * A result that drops the item, as null does.
   *
   * <p>It is Java source: a literal ({@code "0"}, {@code "-1"}, {@code "\"END\""}, {@code "'x'"})
   * or the simple name of a {@code static final} field that the definition declares or inherits
   * ({@code "NONE"}). The value must be assignable to the method's result type, for an optional to
   * the type of its value; the two are compared by {@code equals}, primitives as their boxes.
   *
   * @return the literal or constant; by default the empty string: no value stops
   */
  String stop() default "";
}
