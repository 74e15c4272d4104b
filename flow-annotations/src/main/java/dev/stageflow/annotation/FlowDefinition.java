package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares for a type what its stages do not: another name for the generated class, the order of
 * the stages, or that nothing is generated.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Filter;
 * import dev.stageflow.annotation.FlowDefinition;
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Sequence;
 * import java.util.List;
 *
 * @FlowDefinition(generate = false) // only to be inherited
 * abstract class Checked {
 *   @Filter
 *   boolean positive(int number) {
 *     return number > 0;
 *   }
 * }
 *
 * @FlowDefinition(
 *     name = "PositiveSquares",
 *     stages = {"numbers", "positive", "square"}) // otherwise the inherited stage would be first
 * class Squares extends Checked {
 *   @Sequence
 *   List<Integer> numbers(List<Integer> numbers) {
 *     return numbers;
 *   }
 *
 *   @Function
 *   long square(long number) {
 *     return number * number;
 *   }
 * }
 * }</pre>
 *
 * <h2>When it is needed</h2>
 *
 * <p>Seldom. A type that declares a stage is a definition without it, and {@code OrderReport} gives
 * {@code OrderReportFlow} in the same package, a nested {@code Outer.Inner} {@code
 * Outer_InnerFlow}. A type that inherits all its stages and declares none becomes a definition by
 * this annotation. It is not inherited: it applies only to the type that carries it.
 *
 * <h2>The type</h2>
 *
 * <p>A class, record or interface, top-level or nested, generic or not; the generated class has its
 * type parameters. Of an abstract class or an interface, and of an inner class, an instance is
 * given to the flow. One instance serves all runs, on any threads, unless the flow is made by
 * {@code perRun}: it holds what is constant. Items, null and pausing are said at the stage
 * annotations.
 *
 * <h2>The order of stages</h2>
 *
 * <p>Without {@link #stages}, it is the order of declaration: first the superclass's stages, then
 * those of the interfaces as they are listed, then the type's own. An override keeps the place of
 * the stage that it overrides and repeats its annotation; a method that overrides no stage stands
 * where it is declared. What is inherited is what Java says is inherited: no private method, no
 * static method of an interface, and nothing package-private through a class of another package.
 *
 * <h2>Functions for one case</h2>
 *
 * <p>With {@link #extensible}, the generated class has a typed place after each stage that passes
 * something on. A function that is added there sees what the stage passes on, and what it returns
 * goes on instead, for all later stages and the sink of an {@link Output}; null drops the item:
 * {@code OrderReportFlow.with(new OrderReport()).afterOrders(order -> order.redacted()).build()}.
 * All other flows of the definition stay as they are.
 *
 * <p>A whole flow is added by a {@link Subflow} stage that returns {@code Flow.identity()} by
 * default.
 *
 * <h2>Runs that can be saved</h2>
 *
 * <p>With {@link #durable}, a run can be saved between two steps, and go on later, in another
 * process. All that it holds is saved by generated code, without reflection: what stages take and
 * give, accumulators, and the keys of groups. So all of it must be of types that can be saved:
 *
 * <ul>
 *   <li>primitive types and their boxes, {@code String}, enums, and arrays of what can be saved,
 *       but not of generic types;
 *   <li>of the JDK {@code BigDecimal}, {@code BigInteger}, {@code MathContext}, the classes of
 *       {@code java.time}, {@code UUID}, {@code URI}, {@code Currency}, {@code Locale}, {@code
 *       Path}, {@code File}, {@code BitSet}, {@code StringBuilder}, {@code AtomicInteger}, {@code
 *       AtomicLong}, {@code IntSummaryStatistics}, {@code LongSummaryStatistics}, {@code
 *       OptionalInt}, {@code OptionalLong} and {@code OptionalDouble};
 *   <li>records of which all components can be saved, generic and recursive ones too. They come
 *       back by their constructor, which must accept what it accepted before;
 *   <li>sealed interfaces of which all permitted types can be saved;
 *   <li>{@code Optional}, {@code Map.Entry} and the collections of {@code java.util} of what can be
 *       saved. What is declared as {@code List} comes back as an {@code ArrayList}, {@code Set} and
 *       {@code Map} as a {@code LinkedHashSet} and {@code LinkedHashMap}, or as a {@code TreeSet}
 *       and {@code TreeMap} where they were sorted; what is declared as a class of its own, such as
 *       {@code HashMap}, as that class. Sorted ones are in the natural order: with a comparator the
 *       run cannot be saved, and fails with a {@code SavedRunException};
 *   <li>any other type for which {@link #codecs} names a codec.
 * </ul>
 *
 * <p>Any value may be null. Two references to one object come back as two equal objects, and
 * records can be nested 500 deep. The fields of the definition are not saved: they are final, or
 * {@code transient} if a restored run can do without what they hold.
 *
 * <h2>Accumulators that are kept from run to run</h2>
 *
 * <p>With {@link #keyed}, the accumulator of the run can be kept when a run ends, and the next run
 * goes on with it: so it gathers over many inputs, and who runs the flow keeps one for each of
 * their keys, such as {@code flow-flink} in the state of a Flink job. One {@link Accumulate} with
 * two parameters gathers in the run. The stages before it are called for each input; those after it
 * when what was gathered is passed on, or {@link Accumulate#flushWhen} says so. What they, {@code
 * finish} and {@code flushWhen} see as the flow's input is the latest one. Run in any other way, it
 * is a flow like all others.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NoStage}: the type neither declares nor inherits a stage.
 *   <li>{@code Flow/StageOrder}: {@link #stages} leaves a stage out, names one twice, or names one
 *       that there is not.
 *   <li>{@code Flow/StageNameTwice}: two stages of the type have the same name.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the type overrides a stage, and does not repeat its
 *       annotation, or has another.
 *   <li>{@code Flow/NameCollision}: another type has the name of the class to be generated, or that
 *       is no name for a class.
 *   <li>{@code Flow/DefinitionPlace}: the type is private, or within a private one, where the
 *       generated class cannot reach it, or an inner class of a generic one.
 *   <li>{@code Flow/NotStorable}: the type is {@link #durable}, and has a value, an accumulator, a
 *       key or an output of a hook that cannot be saved, an {@link Accumulate} with a {@code
 *       Collector}, a {@link Subflow} that gives no {@code DurableFlow}, an {@link Output} with a
 *       name, or a field that is neither final nor transient; or it names {@link #codecs}, and is
 *       not durable.
 *   <li>{@code Flow/NotKeyed}: the type is {@link #keyed}, and its first stage takes no item, or
 *       not exactly one accumulate gathers in the run, or that has a {@code Collector}, {@link
 *       Accumulate#emitEmpty} or {@link Accumulate#flushAfterMillis}, or what it passes on gets
 *       into a {@link Parallel} stage that belongs to the run, or there is an {@link Output} with a
 *       name, or the type is {@link #durable} too.
 *   <li>{@code Flow/NameUnknown}: the type has no field and no method of a name in {@link #codecs}.
 *   <li>{@code Flow/NameOverloaded}: the type has several methods of a name in {@link #codecs}.
 *   <li>{@code Flow/NameSignature}: a field or method that {@link #codecs} names gives no {@code
 *       ValueCodec}, or one of a type that has another already; or the method takes or throws
 *       something.
 *   <li>{@code Flow/RawType}: the type extends a generic class or interface with stages and leaves
 *       out its type arguments.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FlowDefinition {

  /**
   * The simple name of the generated class, used unchanged. Left out, it is the type's name and
   * {@code Flow}, with those of enclosing types before it: {@code Outer_InnerFlow}.
   *
   * @return the name; by default the empty string: derived from the type's name
   */
  String name() default "";

  /**
   * The names of all stages, inherited ones included, each once, in the order in which they run.
   *
   * @return the names; by default none: the stages run in the order of declaration
   */
  String[] stages() default {};

  /**
   * Whether a flow is generated for this type, or it is only there to be inherited from.
   *
   * @return whether to generate a flow; by default so
   */
  boolean generate() default true;

  /**
   * Whether users of the flow may add a function after each stage, for one case. Other flows have
   * no code for it.
   *
   * @return whether the generated class has {@code with}; by default not
   */
  boolean extensible() default false;

  /**
   * The type of the flow's outputs, where {@link Output} gives it some of several types. All of
   * them, and what the last stage gives, must be of this type.
   *
   * @return a type without type parameters; by default {@code void}: the type that the last stage
   *     gives, or where that gives nothing, the first {@code @Output} without a name
   */
  Class<?> output() default void.class;

  /**
   * Whether a run can be saved between two steps, and go on later: in another process, after a
   * crash. All that it holds must then be of types that can be saved. A file {@code
   * META-INF/stageflow/shop.Ledger.form} beside the compiled classes describes how.
   *
   * @return whether the flow is durable; by default not, and it has no code for it
   */
  boolean durable() default false;

  /**
   * Whether the accumulator of the run can be kept when a run ends, for the next run of inputs with
   * the same key. The generated class is a {@code dev.stageflow.KeyedFlow} then.
   *
   * @return whether it can be kept; by default not, and the flow has no code for it
   */
  boolean keyed() default false;

  /**
   * The names of what saves values of other types: fields, or methods without parameters, of type
   * {@code dev.stageflow.ValueCodec<T>}. A codec is used for values that are declared as {@code T},
   * wherever they stand, also in records and collections.
   *
   * @return the names; by default none
   */
  String[] codecs() default {};
}
