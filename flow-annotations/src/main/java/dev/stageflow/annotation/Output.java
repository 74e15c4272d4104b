package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands beside a stage, or a {@link Recover}, whose values go to a sink of their own: a second
 * one, beside that of the flow's outputs.
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
 * <p>What a stage gives goes to the sink first, and then on to the next stage: each element of a
 * {@link Sequence}, each output of a {@link Subflow}, the value of a {@link Function} or of an
 * {@link Accumulate}. What a {@link Recover} gives goes to the sink alone: the item is dropped, so
 * the method may give any type, whatever its stage gives. {@code null} is nothing.
 *
 * <p>The sink is called in the run, in order with all else that the run does; like the flow's own
 * sink it may pause, and its failure ends the run.
 *
 * <h2>The generated class</h2>
 *
 * <p>It is no {@code Flow} by itself: its methods take the sinks, after that of the outputs. So
 * none can be left out.
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
 * Recover} methods come after its own. Where several methods have one output, it is one sink, of
 * the type that the first of them gives. Where the last stage gives nothing, the flow has no other
 * sink.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/OutputPlace}: the stage is a {@link Filter}, which gives no value of its own,
 *       or it gives nothing; or the {@link Recover} method gives nothing.
 *   <li>{@code Flow/BadOutput}: the name is no Java name, or another method gives the output
 *       another type.
 *   <li>{@code Flow/NotAStage}: the method is neither a stage nor a {@link Recover}.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Output {

  /**
   * Names the sink, as a parameter of the generated methods.
   *
   * @return a Java name
   */
  String value();
}
