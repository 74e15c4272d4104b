package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that takes the value of an earlier stage that is still in scope.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class Labels {
 *   record Customer(String name, List<Order> orders) {}
 *
 *   record Order(String id, List<String> items) {}
 *
 *   @Sequence
 *   List<Order> orders(Customer customer) {
 *     return customer.orders();
 *   }
 *
 *   @Sequence
 *   List<String> items(Order order) {
 *     return order.items();
 *   }
 *
 *   @Function
 *   String label(
 *       String item, // what the stage before gave
 *       @Upstream Order order, // by type: one value fits
 *       @Upstream("input") Customer customer) { // by name: the flow's input
 *     return customer.name() + "/" + order.id() + "/" + item;
 *   }
 * }
 * }</pre>
 *
 * <h2>What is in scope</h2>
 *
 * <p>As in nested loops, a stage sees the values that the stages before it gave on the way to its
 * item, and the flow's input. Its own item is its parameter without this annotation and is no
 * candidate. A {@link Filter} gives no value. An optional is in scope as the value within it.
 *
 * <p>Past an {@link Accumulate} the scope is what it was where the context of that accumulate was
 * opened, the item that opened it included: what was gathered there is out of scope, and the
 * accumulated result is in it. For an accumulate of the run, that leaves the flow's input.
 *
 * <p>Methods that an annotation names see the following:
 *
 * <ul>
 *   <li>{@link Sequence#onFinish}: what its stage sees, and the stage's item;
 *   <li>{@link Accumulate#start} or the method that gives a collector, {@link Accumulate#finish},
 *       {@link Accumulate#flushWhen}, {@link Context#onFlush} and {@link Context#onClose}: what was
 *       in scope where the context was opened, the item that opened it included;
 *   <li>{@link Context#onFlush} also, by name alone, the {@linkplain Accumulate#bucket bucket} of
 *       the context.
 * </ul>
 *
 * <h2>The parameter</h2>
 *
 * <p>Any number of parameters of a stage method, and of a method named in a stage annotation or
 * {@link Context}, at any place among the others. Its type takes the value by the rules of a Java
 * assignment: subtypes, generics, boxing, widening. It is never null: null, an empty optional and a
 * stop value drop their item. A method that has paused is called again with the same values.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/UpstreamUnknown}: no value of that type, or of that name, is in scope.
 *   <li>{@code Flow/UpstreamAmbiguous}: several values in scope fit the type, and none is named.
 *   <li>{@code Flow/UpstreamType}: the parameter's type does not take the value that is named.
 *   <li>{@code Flow/NotAStage}: the method is neither a stage nor named by one.
 *   <li>{@code Flow/RawType}: the parameter's type lacks its type arguments.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Upstream {

  /**
   * Which value: the name of the stage that gave it, {@code "input"} for the flow's input, or, in
   * {@link Context#onFlush}, the name of a bucket. Left out, it is the one value in scope that fits
   * the parameter's type; the parameter's own name counts for nothing.
   *
   * @return the name; by default the empty string: found by type
   */
  String value() default "";
}
