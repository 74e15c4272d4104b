package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A stage that keeps or drops: on {@code true} its item goes on unchanged, on {@code false} it is
 * dropped.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Filter;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class LargeOrders {
 *   record Customer(boolean active, long limit, List<Order> orders) {}
 *
 *   record Order(long cents) {}
 *
 *   @Filter
 *   boolean active(Customer customer) {
 *     return customer.active();
 *   }
 *
 *   @Sequence
 *   List<Order> orders(Customer customer) {
 *     return customer.orders();
 *   }
 *
 *   @Filter
 *   boolean large(Order order, @Upstream Customer customer) {
 *     return order.cents() > customer.limit();
 *   }
 * }
 * }</pre>
 *
 * <h2>The method</h2>
 *
 * <p>An instance or static method, declared or inherited, of any access that the package of the
 * definition allows; not generic itself, not varargs. It has one parameter without {@link
 * Upstream}, the item, anywhere among those that have it. The item's type takes what the stage
 * before gives by the rules of a Java assignment. The result is {@code boolean}; a {@code Boolean}
 * could be null, which is neither yes nor no.
 *
 * <p>What goes on keeps the type that it had before the filter, even where the method takes a wider
 * one; a filter as the first stage makes the type of its parameter the flow's input. A filter adds
 * no value to the scope, so its name is none for {@link Upstream}.
 *
 * <p>It may throw any exception. One that is thrown ends the run as it is, unwrapped; checked ones
 * are declared by the generated {@code run}, {@code collect} and {@code single}. The method is
 * called by one thread at a time, the one that runs the flow, and needs no lock.
 *
 * <p>A parameter for an item or an upstream value is never null: null, empty optionals and stop
 * values have ended before.
 *
 * <h2>Ending a sequence</h2>
 *
 * <p>{@link #orBreak} ends a sequence with the first item that is dropped, so that no more of it is
 * read:
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Filter;
 * import dev.stageflow.annotation.Sequence;
 * import java.util.stream.Stream;
 *
 * class UntilBlank {
 *   @Sequence
 *   Stream<String> lines(String text) {
 *     return text.lines();
 *   }
 *
 *   @Filter(orBreak = "lines")
 *   boolean inHeader(String line) {
 *     return !line.isBlank();
 *   }
 * }
 * }</pre>
 *
 * <h2>Pausing</h2>
 *
 * <p>A method that may pause the flow declares {@code throws PauseFlow}, or a supertype of it. Once
 * paused, it is called again with the same arguments, and no stage before it is run twice.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotBoolean}: the method's result is not {@code boolean}.
 *   <li>{@code Flow/TypeMismatch}: the item's type does not take what the stage before gives.
 *   <li>{@code Flow/NoInput}: the method takes no item to keep or drop.
 *   <li>{@code Flow/BadBreak}: {@link #orBreak} names no sequence whose items come here.
 *   <li>{@code Flow/NameUnknown}: {@link #orBreak} names no stage.
 *   <li>{@code Flow/TooManyParameters}: more than one parameter has no {@link Upstream}.
 *   <li>{@code Flow/AfterConsumer}: the stage stands after one that consumes its items, so that
 *       none can arrive.
 *   <li>{@code Flow/TwoStageAnnotations}: the method carries another stage annotation.
 *   <li>{@code Flow/StageNameTwice}: another stage has the same name.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the method is overridden in the definition, and the
 *       override does not repeat the annotation, or has another.
 *   <li>{@code Flow/Inaccessible}: the method is private, or protected or package-private in
 *       another package.
 *   <li>{@code Flow/GenericMethod}: the method has type parameters of its own; those of its class
 *       are fine.
 *   <li>{@code Flow/Varargs}: the method has a variable number of arguments; an array is fine.
 *   <li>{@code Flow/RawType}: the item's type lacks its type arguments.
 *   <li>{@code Flow/NameOverloaded}: given what arrives, the compiler would call another method of
 *       this name.
 *   <li>{@code Flow/ThrowsThrowable}: the method declares {@code Throwable}, or what is neither an
 *       {@code Exception} nor an {@code Error}.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Filter {

  /**
   * The sequence that ends where the method returns {@code false}, as {@code break orders;} ends a
   * loop: the item is dropped, and the source of that sequence and of all inside it are closed at
   * once, that of a {@link Tunnel} or a subflow included. The flow then goes on as at their end,
   * from the inside out: {@code onFinish}, what was accumulated, the context. Next comes the next
   * item of the level outside.
   *
   * @return the name of a {@link Sequence} whose items come to this stage, itself or through
   *     others; by default the empty string: none ends
   */
  String orBreak() default "";
}
