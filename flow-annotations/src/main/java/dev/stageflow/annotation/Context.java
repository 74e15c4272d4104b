package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a stage annotation: each item that arrives at this stage opens a context, which closes
 * when all the work that the item caused is done. With {@link #by} neighbouring items share one.
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
 * <p>One context for neighbouring items, a control break over a sorted source:
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Context;
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class CustomerTotals {
 *   record Sale(String customer, long cents) {}
 *
 *   @Sequence
 *   List<Sale> sales(List<Sale> sortedByCustomer) {
 *     return sortedByCustomer;
 *   }
 *
 *   @Context(by = "customer")
 *   @Function
 *   long cents(Sale sale) {
 *     return sale.cents();
 *   }
 *
 *   @Accumulate
 *   long add(long sum, long cents) {
 *     return sum + cents;
 *   }
 *
 *   @Function
 *   String total(long sum, @Upstream Sale first) { // the first sale of the customer
 *     return first.customer() + ": " + sum;
 *   }
 * }
 * }</pre>
 *
 * <p>Several contexts before one stage, of which the first is the outermost:
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Context;
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class BestCustomers {
 *   record Sale(String region, String customer, long cents) {}
 *
 *   @Sequence
 *   List<Sale> sales(List<Sale> sortedByRegionAndCustomer) {
 *     return sortedByRegionAndCustomer;
 *   }
 *
 *   @Context(by = "region")
 *   @Context(by = "customer")
 *   @Function
 *   long cents(Sale sale) {
 *     return sale.cents();
 *   }
 *
 *   @Accumulate // of a customer
 *   long add(long sum, long cents) {
 *     return sum + cents;
 *   }
 *
 *   @Accumulate // of a region
 *   long best(long best, long sum) {
 *     return Math.max(best, sum);
 *   }
 *
 *   @Function
 *   String line(long best, @Upstream Sale first) { // the first sale of the region
 *     return first.region() + ": " + best;
 *   }
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>Contexts nest as their stages follow one another, and those of one stage as they are written;
 * the run itself is the outermost one. An {@link Accumulate} gathers in the nearest context
 * upstream that no accumulate in between has closed. A context without an accumulate is allowed:
 * its hooks frame the work of its item.
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
 * <h2>Groups of neighbours</h2>
 *
 * <p>With {@link #by}, items that arrive one after the other share a context as long as their keys
 * are equal. It closes when an item with another key arrives, before that opens the next one; when
 * the {@link Sequence} or {@link Subflow} that gives the items ends, after its source is closed and
 * before its {@link Sequence#onFinish}; and when the context around it closes. So a source that is
 * sorted by region and customer has a context of regions, and in it one of customers.
 *
 * <p>Several items are gathered without a sequence in the context. Each still goes its own way, and
 * its stages take its own values. What opens and closes the context sees those of the first item:
 * {@link #onOpen}, {@link #onFlush}, {@link #onClose}, the methods that its accumulate names, and
 * all stages past the accumulate. There, what a {@link Fork} started for that item is not in scope:
 * a fork ends with its item.
 *
 * <p>A {@link Parallel} stage in the context has several items of the group at once, and the
 * context closes when all of them have gone their way.
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
 *   <li>{@code Flow/ContextPlace}: the method is an {@link Accumulate}; or a context {@link #by}
 *       keys stands after a {@link Parallel} stage, ahead of which the items of several sequences
 *       are mixed.
 *   <li>{@code Flow/ContextWithoutSequence}: the {@link Accumulate} that closes the context can
 *       gather one item at most: no {@link Sequence} stands between the two, or what it gave is
 *       gathered already. Or there is none before a context {@link #by} keys.
 *   <li>{@code Flow/NameUnknown}: the definition has no method of a name given here; for {@link
 *       #by}, nor has the item.
 *   <li>{@code Flow/NameOverloaded}: the definition has several methods of a name given here.
 *   <li>{@code Flow/NameSignature}: a method named here is not {@code void}, or takes more than
 *       {@link Upstream} values; or one named by {@link #by} does not take the item, or gives
 *       nothing.
 *   <li>{@code Flow/BadKey}: the method named by {@link #by} gives an array.
 *   <li>{@code Flow/PauseImpossible}: the method named by {@link #by} declares {@code PauseFlow}.
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
@Repeatable(Context.List.class)
public @interface Context {

  /**
   * What gives the key of an item, so that neighbouring items with equal keys share a context.
   *
   * <p>It is a method of the item without parameters, such as a record's accessor; if the item has
   * none of that name, a method of the definition that takes the item, and may take {@link
   * Upstream} values. It is called once for each item, gives a primitive or an object, which is
   * compared by {@code equals}, so not an array, and must not declare {@code PauseFlow}. {@code
   * null} is equal to {@code null} alone.
   *
   * @return the method's name; by default the empty string: each item has a context of its own
   */
  String by() default "";

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

  /** Holds the contexts of a stage that opens several; the compiler adds it. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.METHOD)
  @interface List {

    /**
     * Those contexts, the outermost first.
     *
     * @return the contexts
     */
    Context[] value();
  }
}
