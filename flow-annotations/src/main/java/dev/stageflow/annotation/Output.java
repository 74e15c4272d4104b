package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method gives is an output of the flow as well, or with a name goes to a sink of its own.
 * It stands beside a stage or a {@link Recover}, or on a method that {@link Context} or {@link
 * Sequence} names as {@code onOpen}, {@code onFlush}, {@code onClose} or {@code onFinish}.
 *
 * <p>So lines and their totals, or opening and closing tags, come out of one definition in order:
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Accumulate;
 * import dev.stageflow.annotation.Context;
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Output;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Upstream;
 * import java.util.List;
 *
 * class Bill {
 *   record Order(String customer, List<Integer> cents) {}
 *
 *   @Context(onOpen = "heading")
 *   @Sequence
 *   List<Integer> items(Order order) {
 *     return order.cents();
 *   }
 *
 *   @Output // a line; the amount goes on to the total
 *   @Function
 *   String line(int cents) {
 *     return "  " + cents;
 *   }
 *
 *   @Accumulate
 *   int total(int total, String line, @Upstream("items") int cents) {
 *     return total + cents;
 *   }
 *
 *   @Function
 *   String totalLine(int total) {
 *     return "= " + total;
 *   }
 *
 *   @Output
 *   String heading(@Upstream("input") Order order) {
 *     return order.customer();
 *   }
 * }
 * }</pre>
 *
 * <p>The type of the flow's outputs is what the last stage gives, if all others fit it; else {@link
 * FlowDefinition#output} names a type that all of them fit. Where the last stage gives nothing, the
 * outputs are those of the others alone.
 *
 * <p>With a name, the values go to a second sink, beside that of the flow's outputs:
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Output;
 * import dev.stageflow.annotation.Recover;
 * import dev.stageflow.annotation.Sequence;
 * import java.util.List;
 *
 * class Amounts {
 *   record Reject(String line, String reason) {}
 *
 *   @Sequence
 *   List<String> lines(List<String> lines) {
 *     return lines;
 *   }
 *
 *   @Function
 *   Integer amount(String line) {
 *     return Integer.valueOf(line);
 *   }
 *
 *   @Recover("amount")
 *   @Output("rejects") // to the second sink, in place of an amount
 *   Reject reject(String line, NumberFormatException failure) {
 *     return new Reject(line, failure.getMessage());
 *   }
 * }
 * }</pre>
 *
 * <h2>What it gives</h2>
 *
 * <p>What a stage gives goes to its sink first, and then on to the next stage: each element of a
 * {@link Sequence}, each output of a {@link Subflow}, the value of a {@link Function} or of an
 * {@link Accumulate}. What a {@link Recover} gives goes to the sink alone: the item is dropped, so
 * the method may give any type, whatever its stage gives. What a hook gives goes there at the
 * moment at which it is called. {@code null} and an empty {@code Optional} are nothing. A function
 * that was added after the stage ({@link FlowDefinition#extensible}) comes before the sink.
 *
 * <p>The sink is called in the run, in order with all else that the run does; like the flow's own
 * sink it may pause, and its failure ends the run. A stage that runs ahead of a {@link Parallel}
 * one gives its output ahead, too; a hook there waits for all that was started before it.
 *
 * <h2>The generated class</h2>
 *
 * <p>Without a name nothing changes. With one, it is no {@code Flow} by itself: its methods take
 * the sinks, after that of the outputs. So none can be left out.
 *
 * <ul>
 *   <li>{@code run(lines, total::add, rejects::write)}, on the calling thread
 *   <li>{@code collect(lines, rejects::write)}, which gathers the outputs alone
 *   <li>{@code on(eventLoop).start(lines, total::add, rejects::write)}, and {@code
 *       on(eventLoop).collect(lines, rejects::write)}
 *   <li>{@code outputs(rejects::write)} gives the plain {@code Flow}, for all other ways to run it,
 *       and as a part of other flows. Its sinks take the values of all its runs
 * </ul>
 *
 * <p>Several outputs are several sinks, in the order of the stages; those of a stage's {@code
 * Recover} methods come after its own, and those of hooks at the end. Where several methods have
 * one output, it is one sink, of the type that the first of them gives. Where the last stage gives
 * nothing, the flow has no other sink.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/OutputPlace}: the stage is a {@link Filter}, which gives no value of its own;
 *       the method gives nothing; or it is the last stage, whose values are outputs anyway.
 *   <li>{@code Flow/BadOutput}: the name is no Java name; another method gives the output another
 *       type; or the value does not fit the type of the flow's outputs.
 *   <li>{@code Flow/NotAStage}: the method is neither a stage, nor a {@link Recover}, nor a hook.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Output {

  /**
   * Names the sink, as a parameter of the generated methods.
   *
   * @return a Java name; by default the empty string: the flow's own sink
   */
  String value() default "";
}
