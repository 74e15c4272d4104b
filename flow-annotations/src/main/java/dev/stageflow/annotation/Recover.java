package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that stands in for a stage that has failed, or for any of several: what it returns goes
 * on as if the stage had returned it.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Recover;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Tunnel;
 * import java.io.IOException;
 * import java.nio.file.Files;
 * import java.nio.file.NoSuchFileException;
 * import java.nio.file.Path;
 * import java.nio.file.StandardOpenOption;
 * import java.util.stream.Stream;
 *
 * class Totals {
 *   private final Path rejects;
 *
 *   Totals(Path rejects) {
 *     this.rejects = rejects;
 *   }
 *
 *   @Sequence
 *   Stream<String> lines(Path file) throws IOException {
 *     return Files.lines(file);
 *   }
 *
 *   @Recover("lines") // no file is no lines; any other failure is the run's
 *   Stream<String> none(Path file, NoSuchFileException failure) {
 *     return Stream.of();
 *   }
 *
 *   @Function
 *   Integer amount(String line) {
 *     return Integer.valueOf(line);
 *   }
 *
 *   @Function
 *   Integer cents(Integer amount) {
 *     return Math.multiplyExact(amount, 100);
 *   }
 *
 *   @Tunnel // written on a worker thread, not on the run's own
 *   @Recover({"amount", "cents"}) // a dead letter of either stage: noted, and dropped
 *   Integer reject(Object item, RuntimeException failure) throws IOException {
 *     Files.writeString(rejects, item + ": " + failure + "\n", StandardOpenOption.APPEND);
 *     return null;
 *   }
 * }
 * }</pre>
 *
 * <h2>What it takes</h2>
 *
 * <p>A failure of its stage's own call; of a {@link Sequence} also one of its source's next
 * element. It never takes a failure of a later stage. With {@link Tunnel}, and where a stage
 * returns a {@code CompletionStage}, the failure comes as what was thrown there, without a wrapper.
 * Where the stage has a {@link Retry} it is tried again first. A {@code PauseFlow} is no failure
 * and never comes here.
 *
 * <p>One that names several stages takes the failures of each of them. It must fit each as if that
 * were the only one: its first parameter has a type that all of their items fit, such as {@code
 * Object}, and it gives what each of them gives. One that does not is an error of its own, and gets
 * a method of its own.
 *
 * <p>A stage may have several such methods: the one whose exception is the most specific takes the
 * failure, in whatever order they are declared. What none takes ends the run.
 *
 * <h2>What it gives</h2>
 *
 * <ul>
 *   <li>For a {@link Function}: what the stage gives, or an {@code Optional} or a {@code
 *       CompletionStage} of it, whatever the stage returns; nothing for a stage that is {@code
 *       void}.
 *   <li>For a {@link Filter}: {@code boolean}.
 *   <li>For a {@link Sequence}: any source of such elements. It stands in for the rest of the one
 *       that failed, which is closed before; what went on stays.
 *   <li>For a {@link Subflow}: a flow, or a {@code List} of flows.
 *   <li>For an {@link Accumulate}: the accumulator, or nothing where the stage is {@code void}. Not
 *       where it returns a {@code Collector}.
 * </ul>
 *
 * <p>With {@link Output} beside it, anything: that goes to a sink of its own, and the item is
 * dropped.
 *
 * <p>{@code null} drops the item. Of an accumulate, the accumulator stays as it is.
 *
 * <p>An exception that the method throws ends the run, with the one that it took suppressed; so
 * does one of what it returned, a source or a {@code CompletionStage}. Neither is taken again.
 *
 * <h2>The method</h2>
 *
 * <p>An instance or static method, declared or inherited, of any access that the package of the
 * definition allows; not generic itself, not varargs. Its parameters without {@link Upstream} are
 * the item that the stage took, if it takes one, and then the failure, which is of any class that
 * the stage may throw. For an {@link Accumulate} the accumulator may stand before them. {@code
 * Upstream} values are those that the stage sees.
 *
 * <p>A checked exception that it takes is not declared by the generated {@code run}, {@code
 * collect} and {@code single} any more; those that it throws itself are.
 *
 * <p>It may pause, as stages do: it declares {@code throws PauseFlow}, and is called again with the
 * same item and the same failure. The stage is not.
 *
 * <h2>On a worker thread</h2>
 *
 * <p>The method is called on the run's own thread, even where its stage has a {@link Tunnel}: one
 * that blocks there, because it writes to a database say, blocks the event loop. Write {@code
 * Tunnel} beside the {@code @Recover} too. It is then called on a worker thread, while the flow
 * pauses; for a {@link Sequence} the source that it returns is read there, ahead of the flow. Then
 * it does not pause, returns no {@code CompletionStage}, and takes no accumulator. With {@link
 * Output} beside it, the sink is called on the run's own thread.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NameUnknown}: there is no stage of a name.
 *   <li>{@code Flow/RecoverPlace}: a stage gives a {@code Collector}, so that it is not called for
 *       an item; or no stage is named.
 *   <li>{@code Flow/RecoverSignature}: the parameters are not those of the stage and a failure, or
 *       the result is not what the stage gives.
 *   <li>{@code Flow/RecoverTwice}: another method takes the same exception of the stage, or the
 *       stage is named twice.
 *   <li>{@code Flow/NeverThrown}: the stage cannot throw the exception, which is checked.
 *   <li>{@code Flow/TwoStageAnnotations}: the method is a stage itself.
 *   <li>{@code Flow/NotAStage}: the method has {@link Context} or {@link Retry}.
 *   <li>{@code Flow/TunnelPlace}, {@code Flow/BadBuffer}, {@code Flow/PauseImpossible}: as for
 *       {@link Tunnel}.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the method is overridden in the definition, and the
 *       override does not repeat the annotation.
 *   <li>{@code Flow/Inaccessible}: the method, or a type in its signature, is private, or protected
 *       or package-private in another package.
 *   <li>{@code Flow/GenericMethod}, {@code Flow/Varargs}, {@code Flow/RawType}, {@code
 *       Flow/NameOverloaded}, {@code Flow/ThrowsThrowable}: as for a stage.
 *   <li>{@code Flow/UpstreamUnknown}, {@code Flow/UpstreamAmbiguous}, {@code Flow/UpstreamType}: as
 *       for {@link Upstream}.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Recover {

  /**
   * The name of the stage, or the names of several.
   *
   * @return the simple names of their methods
   */
  String[] value();
}
