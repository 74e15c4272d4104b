package dev.stageflow.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside a stage that waits: a call that takes too long is cancelled, and fails with a {@link
 * java.util.concurrent.TimeoutException}.
 *
 * <pre>{@code
 * import dev.stageflow.annotation.Function;
 * import dev.stageflow.annotation.Recover;
 * import dev.stageflow.annotation.Retry;
 * import dev.stageflow.annotation.Sequence;
 * import dev.stageflow.annotation.Timeout;
 * import java.net.URI;
 * import java.net.http.HttpClient;
 * import java.net.http.HttpRequest;
 * import java.net.http.HttpResponse;
 * import java.util.List;
 * import java.util.concurrent.CompletableFuture;
 * import java.util.concurrent.TimeoutException;
 *
 * class Pages {
 *   final HttpClient client = HttpClient.newHttpClient();
 *
 *   @Sequence
 *   List<URI> addresses(List<URI> addresses) {
 *     return addresses;
 *   }
 *
 *   @Timeout(millis = 300) // each try has 300 ms
 *   @Retry(times = 2)
 *   @Function
 *   CompletableFuture<String> page(URI address) {
 *     HttpRequest request = HttpRequest.newBuilder(address).build();
 *     return client
 *         .sendAsync(request, HttpResponse.BodyHandlers.ofString())
 *         .thenApply(HttpResponse::body);
 *   }
 *
 *   @Recover("page") // after three failed tries
 *   String none(URI address, TimeoutException failure) {
 *     return null;
 *   }
 * }
 * }</pre>
 *
 * <h2>What it means</h2>
 *
 * <p>The time counts while the flow waits for
 *
 * <ul>
 *   <li>the {@code CompletionStage} that the stage returned, which is cancelled after it;
 *   <li>a call with {@link Tunnel}, which is interrupted after it;
 *   <li>the next element of a {@link Sequence}: a {@code Flow.Publisher}, whose subscription is
 *       cancelled after it, a {@code FlowIterator}, which is asked once more and then closed, or
 *       any source with {@code Tunnel}. Each element has a time of its own; what an element causes
 *       in later stages does not count;
 *   <li>the next output of a {@link Subflow}, or its end: what it has open is closed after it, and
 *       the outputs that went on stay. What an output causes in later stages does not count;
 *   <li>a method that pauses itself: it is not called again after it.
 * </ul>
 *
 * <p>The failure names the stage and the time. A {@link Retry} tries again, with a new time; a
 * {@link Recover} takes a {@code TimeoutException} as it takes any other exception. What it returns
 * has no timeout. A sequence or subflow is tried again only as long as nothing has gone on.
 *
 * <p>The flow does not wait until what it has given up is closed: a call on a worker thread may be
 * one that no interrupt reaches, and the next try may begin while it is still under way. But the
 * run does not end before that: nothing is open any more when it has completed.
 *
 * <p>There is one timer for a run, and only while it waits: a call that has its result at once
 * costs nothing. The timeout of a whole run is an option: {@code FlowOptions.timeout}.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code Flow/NotAStage}: the method has no stage annotation.
 *   <li>{@code Flow/BadTimeout}: {@link #millis} is less than 1, or the stage never waits.
 *   <li>{@code Flow/RecoverPlace}: the method gives a {@code Collector}, so that it is not called
 *       for an item.
 *   <li>{@code Flow/OverrideWithoutAnnotation}: the stage is overridden in the definition, and the
 *       override does not repeat the annotation.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Timeout {

  /**
   * How long a call, or the next element, may take.
   *
   * @return the longest time in milliseconds, at least 1
   */
  long millis();
}
