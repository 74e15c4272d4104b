package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a stage annotation: each item that arrives at this stage opens a context, which closes
 * when all the work that the item caused is done.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Context;
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Output;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class OrderXml {
 *   record Order(String id, List<String> items) {}
 *
 *   @Context(onOpen = "begin", onClose = "end") // around all that the order's items give
 *   @Sequence
 *   List<String> items(Order order) {
 *     return order.items();
 *   }
 *
 *   @Function
 *   String item(String item) {
 *     return "<item>" + item + "</item>";
 *   }
 *
 *   @Output
 *   String begin(@Upstream("input") Order order) {
 *     return "<order id=\"" + order.id() + "\">";
 *   }
 *
 *   @Output
 *   String end() {
 *     return "</order>";
 *   }
 * }
 * }</pre>
 *
 * <p>With an accumulate, which is read before it is finished:
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Context;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class OrderTotal {
 *   record Order(long limit, List<Long> prices) {}
 *
 *   @Context(onFlush = "check")
 *   @Sequence
 *   List<Long> prices(Order order) {
 *     return order.prices();
 *   }
 *
 *   @Accumulate(bucket = "total")
 *   long add(long sum, long price) {
 *     return sum + price;
 *   }
 *
 *   void check(@Upstream("total") long total, @Upstream Order order) {
 *     if (total > order.limit()) {
 *       throw new IllegalStateException("the order is over its limit of " + order.limit());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>Contexts nest as their stages follow one another; the run itself is the outermost one. An
 * {@link Accumulate} gathers in the nearest context upstream that no accumulate in between has
 * closed. A context without an accumulate is allowed: its hooks frame the work of its item.
 *
 * <p>A context opens before its stage is called, and opens and closes even if that stage drops the
 * item. At its close
 *
 * <ol>
 *   <li>{@link #onFlush} is called;
 *   <li>the accumulated result, if there is one, passes through all later stages of the enclosing
 *       context;
 *   <li>{@link #onClose} is called.
 * </ol>
 *
 * <p>So {@link #onClose} may write a closing tag. Where the stage is a {@link Sequence}, its source
 * is closed and its {@link Sequence#onFinish} is called before. Neither hook runs on failure or
 * cancel.
 *
 * <h2>The method</h2>
 *
 * <p>Any method with {@link Function}, {@link Filter} or {@link Sequence}; an accumulate closes
 * contexts and opens none. The annotation asks nothing more of the method, and changes neither its
 * item nor its result: what null, an empty optional, a stop value and a pause mean is described at
 * the stage annotation. A stage that pauses is called again in the same context.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotAStage}: the method has no stage annotation.
 *   <li>{@code Flow/ContextPlace}: the method is an {@link Accumulate}.
 *   <li>{@code Flow/ContextWithoutSequence}: the {@link Accumulate} that closes the context can
 *       gather one item at most: no {@link Sequence} stands between the two, or what it gave is
 *       gathered already.
 *   <li>{@code Flow/NameUnknown}: the definition has no method of a name given here.
 *   <li>{@code Flow/NameOverloaded}: the definition has several methods of a name given here.
 *   <li>{@code Flow/NameSignature}: a method named here is not {@code void}, or takes more than
 *       {@link Upstream} values.
 *   <li>{@code Flow/Inaccessible}: a method named here is private, or protected or package-private
 *       in another package.
 *   <li>{@code Flow/GenericMethod}: a method named here has type parameters of its own; those of
 *       its class are fine.
 *   <li>{@code Flow/Varargs}: a method named here has a variable number of arguments; an array is
 *       fine.
 *   <li>{@code Flow/ThrowsThrowable}: a method named here declares {@code Throwable}, or what is
 *       neither an {@code Exception} nor an {@code Error}.
 *   <li>{@code Flow/IdleContext}, a warning: nothing is gathered in the context, and neither method
 *       is named.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Context {

  /**
   * The method that is called when the context opens, before the stage.
   *
   * <p>It is {@code void}, or gives an {@link Output}, and takes nothing but {@link Upstream}
   * values: those in scope there, the item that opens the context included. It may throw, and it
   * may pause if it declares {@code throws PauseFlow}.
   *
   * @return the method's name; by default the empty string: none is called
   */
  String onOpen() default "";

  /**
   * The method that is called first when the context closes, before what it gathered is finished.
   *
   * <p>It is {@code void}, or gives an {@link Output}, and takes nothing but {@link Upstream}
   * values: those in scope where the context was opened, the item that opened it included, and the
   * accumulator by the name of its {@linkplain Accumulate#bucket bucket}, which with nothing
   * gathered is what {@link Accumulate#start} gives. It may throw, and it may pause if it declares
   * {@code throws PauseFlow}.
   *
   * @return the method's name; by default the empty string: none is called
   */
  String onFlush() default "";

  /**
   * The method that is called last when the context closes, after its accumulated result has passed
   * through all later stages.
   *
   * <p>It is {@code void}, or gives an {@link Output}, and takes nothing but {@link Upstream}
   * values: those in scope where the context was opened, the item that opened it included. It may
   * throw, and it may pause if it declares {@code throws PauseFlow}.
   *
   * @return the method's name; by default the empty string: none is called
   */
  String onClose() default "";
}
