package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage that takes many items and gives one, when the context that it gathers in closes.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Context;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class Totals {
 *   record Order(String id, List<Item> items) {}
 *
 *   record Item(long cents, int quantity) {}
 *
 *   record Total(String order, long cents) {}
 *
 *   @Sequence
 *   List<Order> orders(List<Order> orders) {
 *     return orders;
 *   }
 *
 *   @Context // a sum for each order
 *   @Sequence
 *   List<Item> items(Order order) {
 *     return order.items();
 *   }
 *
 *   @Accumulate(finish = "total", emitEmpty = true) // start is left out: a long starts at 0
 *   long add(long sum, Item item) {
 *     return sum + item.cents() * item.quantity();
 *   }
 *
 *   @Accumulate(flushWhen = "full") // no context is left: this one gathers in the run
 *   void page(List<Total> page, Total total) {
 *     page.add(total);
 *   }
 *
 *   Total total(long sum, @Upstream Order order) {
 *     return new Total(order.id(), sum);
 *   }
 *
 *   boolean full(List<Total> page) {
 *     return page.size() == 100;
 *   }
 * }
 * }</pre>
 *
 * <p>The same with a {@code Collector}:
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Sequence;
 * import java.util.Map;
 * import java.util.stream.Collector;
 * import java.util.stream.Collectors;
 *
 * class WordCount {
 *   @Sequence
 *   String[] words(String text) {
 *     return text.split("\\W+");
 *   }
 *
 *   @Accumulate
 *   Collector<String, ?, Map<String, Long>> count() {
 *     return Collectors.groupingBy(word -> word, Collectors.counting());
 *   }
 * }
 * }</pre>
 *
 * <h2>Where it gathers</h2>
 *
 * <p>Contexts and accumulates match like brackets, when the definition is compiled: an accumulate
 * gathers in the nearest {@link Context} upstream that no accumulate in between has closed; with
 * none left, in the run. Each opening of the context starts from the beginning. At its close the
 * accumulated value goes on in the enclosing context; accumulates of the run finish in stage order;
 * each result passes through all later stages before the next one.
 *
 * <p>If nothing came, nothing goes on, unless {@link #emitEmpty}. Nothing goes on either where the
 * result is null or an empty optional; a full optional is unwrapped. Nothing is finished on failure
 * or cancel.
 *
 * <h2>The method</h2>
 *
 * <p>An instance or static method, declared or inherited, of any access that the package of the
 * definition allows; not generic itself, not varargs. Its form is one of
 *
 * <ul>
 *   <li>{@code A add(A accumulator, T item)}: the result replaces the accumulator;
 *   <li>{@code void add(A accumulator, T item)}: the accumulator is mutable and stays;
 *   <li>{@code Collector<T, ?, R> collector()}: called once for each context; it takes the place of
 *       {@link #start} and, like it, may not pause; {@link #start}, {@link #finish}, {@link
 *       #bucket} and {@link #flushWhen} are left out, for the collector has its own parts and hides
 *       its container.
 * </ul>
 *
 * <p>{@link Upstream} parameters may stand anywhere among these. {@code T} takes what the stage
 * before gives by the rules of a Java assignment. The next stage takes {@code A}, what {@link
 * #finish} gives, or {@code R}. Neither the accumulator nor an item is ever null: {@link #start}
 * and the method do not return null.
 *
 * <p>The methods may throw any exception. One that is thrown ends the run as it is, unwrapped;
 * checked ones are declared by the generated {@code run}, {@code collect} and {@code single}. They
 * are called by one thread at a time, the one that runs the flow, and need no lock.
 *
 * <h2>Pausing</h2>
 *
 * <p>A method with an accumulator, and {@link #finish}, may pause if they declare {@code throws
 * PauseFlow} or a supertype. Once paused, the method is called again with the same arguments: it
 * pauses before it changes the accumulator.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/BadAccumulator}: the method has none of the forms above, or its parts do not
 *       agree on the accumulator's type, or parts that a collector has are named beside it, or
 *       {@link #flushAfterMillis} is less than 1.
 *   <li>{@code Flow/NoStart}: {@link #start} is left out, and the accumulator's type has no start
 *       by itself.
 *   <li>{@code Flow/ContextWithoutSequence}: one item at most can come from its {@link Context}: no
 *       {@link Sequence} stands between the two, or what it gave is gathered already.
 *   <li>{@code Flow/ContextPlace}: the method carries {@link Context}, which an accumulate cannot
 *       open.
 *   <li>{@code Flow/NotStorable}: the definition is {@linkplain FlowDefinition#durable durable},
 *       and the accumulator is of a type that cannot be saved, or in a collector.
 *   <li>{@code Flow/NotKeyed}: the definition is {@linkplain FlowDefinition#keyed keyed}, and the
 *       accumulate gathers in its run with a {@code Collector}, {@link #emitEmpty} or {@link
 *       #flushAfterMillis}, or is the second that gathers there.
 *   <li>{@code Flow/PauseImpossible}: {@link #start}, {@link #flushWhen} or the method that gives a
 *       collector declares {@code PauseFlow} or a supertype of it.
 *   <li>{@code Flow/TypeMismatch}: the item's type does not take what the stage before gives.
 *   <li>{@code Flow/NoInput}: the method takes no item, and it gives no collector.
 *   <li>{@code Flow/TooManyParameters}: more than two parameters have no {@link Upstream}, or any
 *       where it gives a collector.
 *   <li>{@code Flow/AfterConsumer}: the stage stands after one that consumes its items, so that
 *       none can arrive.
 *   <li>{@code Flow/NameUnknown}: the definition has no method, or for {@link #start} no constant,
 *       of a name given here.
 *   <li>{@code Flow/NameOverloaded}: the definition has several methods of a name given here.
 *   <li>{@code Flow/NameSignature}: a method named here takes, gives or throws something else than
 *       is at the element.
 *   <li>{@code Flow/TwoStageAnnotations}: the method carries another stage annotation.
 *   <li>{@code Flow/StageNameTwice}: another stage or bucket has the name of this stage or of its
 *       {@link #bucket}.
 *   <li>{@code Flow/LazyOutput}: the method is the last stage, and returns what nobody would run or
 *       await, such as a {@code Mono}.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the method is overridden in the definition, and the
 *       override does not repeat the annotation, or has another.
 *   <li>{@code Flow/Inaccessible}: the method, or one that it names, is private, or protected or
 *       package-private in another package.
 *   <li>{@code Flow/GenericMethod}: the method, or one that it names, has type parameters of its
 *       own; those of its class are fine.
 *   <li>{@code Flow/Varargs}: the method, or one that it names, has a variable number of arguments;
 *       an array is fine.
 *   <li>{@code Flow/RawType}: the type of the item, of the accumulator or of the collector lacks
 *       its type arguments.
 *   <li>{@code Flow/ThrowsThrowable}: the method, or one that it names, declares {@code Throwable},
 *       or what is neither an {@code Exception} nor an {@code Error}.
 *   <li>{@code Flow/SharedStart}, a warning: the method changes its accumulator in place, and
 *       {@link #start} names a constant, which would serve all contexts of all runs.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Accumulate {

  /**
   * Where an accumulator comes from.
   *
   * <p>It names a method that takes nothing but {@link Upstream} values, those in scope where the
   * context was opened, and gives an {@code A}; or a {@code static final} field of a type that
   * {@code A} takes, which all runs share and which must therefore be immutable. It is never null,
   * and may not pause.
   *
   * <p>The method is called when the context opens, before an item of it is known, or when the run
   * begins, where the run is the context; and again each time that the result goes on before its
   * close, by {@link #flushWhen} or {@link #flushAfterMillis}.
   *
   * <p>Left out, the start is the default of the type: zero, {@code false} or {@code '\0'} for a
   * primitive type or its box; zero for {@code BigDecimal} and {@code BigInteger}; a new {@code
   * ArrayList} for {@code Collection} and {@code List}, {@code LinkedHashSet} for {@code Set},
   * {@code LinkedHashMap} for {@code Map}; for another class, its no-argument constructor.
   *
   * @return the method's or constant's name; by default the empty string: the type's own start
   */
  String start() default "";

  /**
   * The method that turns the accumulator into the result.
   *
   * <p>It takes an {@code A}, and {@link Upstream} values in scope where the context was opened.
   * {@code void} consumes the accumulator, as the last stage only; the flow is then a {@code
   * Flow<I, Void>}. It may throw, and it may pause if it declares {@code throws PauseFlow}.
   *
   * @return the method's name; by default the empty string: the accumulator itself goes on
   */
  String finish() default "";

  /**
   * The name under which {@link Context#onFlush} reads the accumulator.
   *
   * @return the name; by default the empty string: the stage's name
   */
  String bucket() default "";

  /**
   * The method that decides when to pass the accumulator on before the context closes, as for
   * batches and pairs.
   *
   * <p>It is {@code boolean} and takes an {@code A}, and {@link Upstream} values in scope where the
   * context was opened. It is called after each item; if it returns true, the result of {@link
   * #finish} goes on immediately, and the accumulator starts again. What is left when the context
   * closes goes on then. It may throw, and it may not pause.
   *
   * @return the method's name; by default the empty string: all is passed on at the close
   */
  String flushWhen() default "";

  /**
   * How long after the first item of a batch its result goes on, though the context is open and
   * {@link #flushWhen} does not hold: batches of 500 or of one second, for instance.
   *
   * <p>It goes on whenever the run waits, whatever for, or comes between two steps: the result of
   * {@link #finish} passes through all later stages, and then the run waits on, or goes on where it
   * was. A stage that computes or blocks for longer is not interrupted, and a run that is paused,
   * or whose subscriber asks for no more, passes nothing on meanwhile. May stand beside {@link
   * #flushWhen}, or alone; a {@code Collector} may have it too.
   *
   * @return the time in milliseconds, at least 1; by default 0: the time does not count
   */
  long flushAfterMillis() default 0;

  /**
   * Whether the result of {@link #start} alone goes on where the context, or the run, would give
   * nothing. A context that was never opened still gives nothing.
   *
   * @return whether nothing gathered is a result; by default not
   */
  boolean emitEmpty() default false;
}
