package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is awaited fails, and that very exception is the run's, on each JDK. */
class AwaitedFailureTest {

  /** One of those that {@code join} wraps or replaces from JDK 23 on. */
  static final class Revoked extends CancellationException {
    private static final long serialVersionUID = 1;
  }

  /** One whose cause is set later. */
  static final class Wrapping extends CompletionException {
    private static final long serialVersionUID = 1;

    Wrapping() {
      super("wrapping");
    }
  }

  /** Awaits a future, before or after that has failed. */
  static class Awaiting {
    private final CompletionStage<Integer> stage;

    Awaiting(CompletionStage<Integer> stage) {
      this.stage = stage;
    }

    @Function
    CompletionStage<Integer> price(String item) {
      return stage;
    }
  }

  /** The same, with a stage that stands in for it. */
  static class Recovering {
    private final CompletionStage<Integer> stage;

    Recovering(CompletionStage<Integer> stage) {
      this.stage = stage;
    }

    @Function
    CompletionStage<Integer> price(String item) {
      return stage;
    }

    @Recover("price")
    int revoked(String item, Revoked failure) {
      return -1;
    }
  }

  static Stream<Named<FlowMaker<CompletionStage<Integer>, String, Integer>>> awaiting() {
    return Stream.of(
        Named.of("generated", stage -> AwaitedFailureTest_AwaitingFlow.of(new Awaiting(stage))),
        Named.of(
            "built",
            stage -> Flow.<String>begin().functionAsync(new Awaiting(stage)::price).build()));
  }

  static Stream<Named<FlowMaker<CompletionStage<Integer>, String, Integer>>> recovering() {
    return Stream.of(
        Named.of("generated", stage -> AwaitedFailureTest_RecoveringFlow.of(new Recovering(stage))),
        Named.of(
            "built",
            stage ->
                Flow.<String>begin()
                    .functionAsync(new Recovering(stage)::price)
                    .recover(Revoked.class, (item, failure) -> -1)
                    .build()));
  }

  /** Futures that have failed, or do so once they are waited for. */
  private static List<CompletionStage<Integer>> failing(Throwable failure) {
    CompletableFuture<Integer> later = new CompletableFuture<>();
    CompletableFuture.runAsync(() -> later.completeExceptionally(failure));
    return List.of(
        CompletableFuture.failedFuture(failure),
        CompletableFuture.<Integer>failedFuture(failure).thenApply(n -> n),
        CompletableFuture.<Integer>failedStage(failure),
        later,
        later.thenApply(n -> n),
        new CompletableFuture<Integer>()
            .completeOnTimeout(0, 0, java.util.concurrent.TimeUnit.NANOSECONDS)
            .thenCompose(n -> CompletableFuture.failedFuture(failure)));
  }

  @ParameterizedTest
  @MethodSource("awaiting")
  void itIsTheVeryExceptionOfTheFuture(FlowMaker<CompletionStage<Integer>, String, Integer> maker) {
    for (Throwable failure :
        List.of(new Revoked(), new CancellationException(), new Error("worse"))) {
      for (CompletionStage<Integer> stage : failing(failure)) {
        assertThat(catchThrowable(() -> maker.of(stage).run("pen"))).isSameAs(failure);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("awaiting")
  void aFutureThatIsCancelledIsAFailure(
      FlowMaker<CompletionStage<Integer>, String, Integer> maker) {
    CompletableFuture<Integer> cancelled = new CompletableFuture<>();
    cancelled.cancel(false);
    Throwable seen = cancelled.<@Nullable Throwable>handle((n, thrown) -> thrown).join();
    assertThat(catchThrowable(() -> maker.of(cancelled).run("pen"))).isSameAs(seen);
  }

  @ParameterizedTest
  @MethodSource("recovering")
  void aStageThatStandsInForItTakesItByItsType(
      FlowMaker<CompletionStage<Integer>, String, Integer> maker) throws Exception {
    for (CompletionStage<Integer> stage : failing(new Revoked())) {
      assertThat(maker.of(stage).collect("pen")).containsExactly(-1);
    }
  }

  @ParameterizedTest
  @MethodSource("awaiting")
  void aPauseThatAFutureFailsWithIsAMistakeAndNoPause(
      FlowMaker<CompletionStage<Integer>, String, Integer> maker) {
    PauseFlow pause = PauseFlow.now();
    for (CompletionStage<Integer> stage : failing(pause)) {
      requireMistake(pause, catchThrowable(() -> maker.of(stage).run("pen")));
    }
  }

  @ParameterizedTest
  @MethodSource("awaiting")
  void causesInACircleEnd(FlowMaker<CompletionStage<Integer>, String, Integer> maker) {
    Wrapping one = new Wrapping();
    Wrapping other = new Wrapping();
    Throwable first = one.initCause(other);
    Throwable second = other.initCause(one);
    assertThat(first.getCause()).isSameAs(second);
    for (CompletionStage<Integer> stage : failing(one)) {
      assertThat(catchThrowable(() -> maker.of(stage).run("pen"))).isSameAs(one);
    }
  }

  @Test
  void aSinkThatWaitsFailsWithTheVeryExceptionToo() {
    Flow<String, String> flow = Flow.identity();
    Revoked failure = new Revoked();
    for (CompletionStage<Integer> stage : failing(failure)) {
      assertThat(catchThrowable(() -> flow.run("pen", Sink.async(item -> stage))))
          .isSameAs(failure);
    }
    PauseFlow pause = PauseFlow.now();
    for (CompletionStage<Integer> stage : failing(pause)) {
      requireMistake(pause, catchThrowable(() -> flow.run("pen", Sink.async(item -> stage))));
    }
  }

  @Test
  void aConditionFailsWithTheVeryExceptionToo() {
    Revoked failure = new Revoked();
    for (CompletionStage<Integer> stage : failing(failure)) {
      assertThat(catchThrowable(() -> pausing(stage).run("pen"))).isSameAs(failure);
      assertThat(catchThrowable(() -> pausing(stage).stream("pen").toList())).isSameAs(failure);
    }
    PauseFlow pause = PauseFlow.now();
    for (CompletionStage<Integer> stage : failing(pause)) {
      requireMistake(pause, catchThrowable(() -> pausing(stage).run("pen")));
    }
  }

  private static Flow<String, String> pausing(CompletionStage<Integer> stage) {
    return Flow.<String>begin()
        .<String>function(
            item -> {
              throw PauseFlow.until(stage);
            })
        .build();
  }

  private static void requireMistake(PauseFlow pause, @Nullable Throwable thrown) {
    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasCause(pause);
  }

  /** Takes what a publisher sends. */
  static class Published {
    private final Publisher<Integer> publisher;

    Published(Publisher<Integer> publisher) {
      this.publisher = publisher;
    }

    @Sequence
    Publisher<Integer> numbers(String input) {
      return publisher;
    }
  }

  static Stream<Named<FlowMaker<Published, String, Integer>>> published() {
    return Flows.of(
        AwaitedFailureTest_PublishedFlow::of,
        it ->
            Flow.<String>begin()
                .sequenceFrom(input -> FlowIterator.of(it.numbers(input)))
                .named("numbers")
                .build());
  }

  /** A publisher that does something at each request, and takes what is thrown at it. */
  private static Publisher<Integer> sending(Consumer<Subscriber<? super Integer>> signals) {
    return subscriber ->
        subscriber.onSubscribe(
            new Subscription() {
              @Override
              public void request(long count) {
                try {
                  signals.accept(subscriber);
                } catch (NullPointerException refused) {
                  subscriber.onError(refused);
                }
              }

              @Override
              public void cancel() {}
            });
  }

  @ParameterizedTest
  @MethodSource("published")
  void aPauseThatAPublisherFailsWithIsAMistakeAndNoPause(
      FlowMaker<Published, String, Integer> maker) {
    PauseFlow pause = PauseFlow.now();
    Published published = new Published(sending(subscriber -> subscriber.onError(pause)));
    requireMistake(pause, catchThrowable(() -> maker.of(published).run("in")));
  }

  @ParameterizedTest
  @MethodSource("published")
  @SuppressWarnings("NullAway") // the mistake that is tested
  void aPublisherThatSendsNullFailsTheRun(FlowMaker<Published, String, Integer> maker) {
    List<Publisher<Integer>> publishers =
        List.of(
            sending(subscriber -> subscriber.onNext(null)),
            sending(
                subscriber -> {
                  subscriber.onNext(1);
                  subscriber.onNext(null);
                }),
            sending(subscriber -> subscriber.onError(null)));
    for (Publisher<Integer> publisher : publishers) {
      Published published = new Published(publisher);
      assertThat(catchThrowable(() -> maker.of(published).run("in")))
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("the publisher called on");
    }
    Published unsubscribed =
        new Published(
            subscriber -> {
              Throwable refused = catchThrowable(() -> subscriber.onSubscribe(null));
              assertThat(refused).isInstanceOf(NullPointerException.class);
            });
    assertThat(catchThrowable(() -> maker.of(unsubscribed).run("in")))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("onSubscribe");
  }
}
