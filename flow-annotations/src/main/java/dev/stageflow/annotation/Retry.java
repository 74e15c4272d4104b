package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a stage annotation: a call that fails is made again, after a pause. No thread waits for
 * it.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Retry;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Tunnel;
 * import java.io.IOException;
 * import java.io.InputStream;
 * import java.net.URI;
 * import java.util.List;
 *
 * class Sizes {
 *   @Sequence
 *   List<URI> addresses(List<URI> addresses) {
 *     return addresses;
 *   }
 *
 *   @Retry(times = 5, backoffMillis = 200, on = IOException.class)
 *   @Tunnel
 *   @Function
 *   int size(URI address) throws IOException {
 *     try (InputStream in = address.toURL().openStream()) {
 *       return in.readAllBytes().length;
 *     }
 *   }
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>The stage is called again with the same arguments, up to {@link #times} more times. Of a
 * {@link Sequence} a failure of the source's next element counts too, as long as no item has gone
 * on: the source is closed, and the stage is called again. Later stages are not covered. With
 * {@link Tunnel}, and where a stage returns a {@code CompletionStage}, what is thrown there counts.
 *
 * <p>Each pause is at the most twice as long as the one before it, from {@link #backoffMillis} on
 * up to 20 seconds, or to the first one if that is longer, and a random part of that length, so
 * that those who failed together do not come back together. (Exponential backoff with full jitter,
 * as in Marc Brooker's "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.)
 *
 * <p>Where a failure says how long to wait, as an answer with {@code Retry-After} does, {@link
 * #delay} names the method that knows: it takes the failure and gives the pause.
 *
 * <p>After the last try, the failure goes to a method with {@link Recover}, or ends the run if
 * there is none. The failures of the tries before are suppressed into it: the first five of them,
 * and how many more there were.
 *
 * <p>A {@code PauseFlow} is no failure: a stage that pauses is called again as ever, and that is
 * not counted.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotAStage}: the method has no stage annotation.
 *   <li>{@code Flow/RecoverPlace}: the method gives a {@code Collector}, so that it is not called
 *       for an item.
 *   <li>{@code Flow/BadRetry}: {@link #times} is less than 1, {@link #backoffMillis} is negative,
 *       {@link #on} is empty or names {@code PauseFlow}, or one of them stands beside {@link
 *       #policy}.
 *   <li>{@code Flow/NeverThrown}: the stage cannot throw an exception that {@link #on} names, which
 *       is checked; or the method of {@link #delay} takes one after which it is not tried again.
 *   <li>{@code Flow/NameUnknown}, {@code Flow/NameOverloaded}: there is no method of the name that
 *       {@link #delay} gives, or several; or neither method nor field of that of {@link #policy}.
 *   <li>{@code Flow/NameSignature}: the method of {@code delay} does not take a failure alone, or
 *       gives no {@code Duration}; that of {@code policy} takes something, or what it names gives
 *       no {@code RetryPolicy}.
 *   <li>{@code Flow/PauseImpossible}: one of these methods declares {@code PauseFlow}, or a
 *       supertype of it.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the stage is overridden in the definition, and the
 *       override does not repeat the annotation.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Retry {

  /**
   * How often a call is made again after it has failed.
   *
   * @return the number of further tries, at least 1
   */
  int times() default 3;

  /**
   * The longest pause before the first further try; with 0 only other events of the loop run.
   *
   * @return the pause in milliseconds, not negative
   */
  long backoffMillis() default 100;

  /**
   * After which failures the call is made again: those of these classes and their subclasses.
   *
   * @return the classes, at least one
   */
  Class<? extends Throwable>[] on() default Exception.class;

  /**
   * The method that says how long to wait after a failure: {@code Duration asTold(TooManyRequests
   * failure)}.
   *
   * <p>It takes a failure that {@link #on} covers, or a part of them, and nothing else, and gives
   * the pause before the next try, without jitter and without a maximum; less than zero is zero.
   * Null, and any other failure, leaves it to {@link #backoffMillis}. It may throw, which ends the
   * run, and it may not pause.
   *
   * @return the method's name; by default the empty string: each pause is the backoff
   */
  String delay() default "";

  /**
   * The method or field that gives a {@code RetryPolicy}, for what comes from configuration: {@code
   * RetryPolicy retries()}, or {@code final RetryPolicy retries}. The policy says everything, so
   * {@link #times}, {@link #backoffMillis} and {@link #on} are left out; {@link #delay} adds to it.
   *
   * <p>It is read when a call has failed for the first time, and holds for all further tries of
   * that call: a policy that changes while a run is under way counts from the next call that fails.
   * The method takes nothing. It may throw, which ends the run, and it may not pause; null is a
   * {@code NullPointerException}.
   *
   * @return the name of the method, or else of the field; by default the empty string
   */
  String policy() default "";
}
