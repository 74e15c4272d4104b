package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each item in a parallel stage has a time of its own. */
@org.junit.jupiter.api.Timeout(30)
class ParallelTimeoutTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  private final TestLoop loop = new TestLoop();
  private final List<Object> outputs = new ArrayList<>();

  private FlowRun start(Flow<String, String> flow, String input) {
    FlowRun run = flow.on(loop).start(input, outputs::add);
    loop.runAll();
    return run;
  }

  private void advance(long millis) {
    loop.advance(Duration.ofMillis(millis));
  }

  /** What is asked elsewhere, in which the answers are kept. */
  static class Answers {
    final List<CompletableFuture<String>> answers = new ArrayList<>();

    CompletableFuture<String> ask() {
      CompletableFuture<String> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }
  }

  static class Prices extends Answers {
    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Parallel(2)
    @Timeout(millis = 300)
    @Function
    CompletionStage<String> price(String article) {
      return ask();
    }

    @Recover("price")
    String none(String article, TimeoutException late) {
      return "no " + article;
    }
  }

  static Stream<Named<FlowMaker<Prices, String, String>>> prices() {
    return Flows.of(
        ParallelTimeoutTest_PricesFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .functionAsync(shop::price)
                .parallel(2)
                .timeout(TIMEOUT)
                .recover(TimeoutException.class, shop::none)
                .build());
  }

  @ParameterizedTest
  @MethodSource("prices")
  void anItemIsGivenUpThoughNothingElseWakesTheRun(FlowMaker<Prices, String, String> maker) {
    Prices shop = new Prices();
    FlowRun run = start(maker.of(shop), "cup");
    advance(299);
    assertThat(outputs).isEmpty();
    advance(1);
    assertThat(outputs).containsExactly("no cup");
    assertThat(shop.answers).singleElement().matches(CompletableFuture::isCancelled);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("prices")
  void eachItemHasATimeOfItsOwn(FlowMaker<Prices, String, String> maker) {
    Prices shop = new Prices();
    FlowRun run = start(maker.of(shop), "cup pot tea");
    advance(200);
    shop.answers.get(0).complete("5");
    advance(100);
    assertThat(outputs).containsExactly("5", "no pot");
    advance(199);
    assertThat(outputs).hasSize(2);
    advance(1);
    assertThat(outputs).containsExactly("5", "no pot", "no tea");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  static class Retried extends Answers {
    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Parallel(value = 2, ordered = false)
    @Timeout(millis = 300)
    @Retry(times = 1, backoffMillis = 0, on = TimeoutException.class)
    @Function
    CompletionStage<String> price(String article) {
      return ask();
    }
  }

  static Stream<Named<FlowMaker<Retried, String, String>>> retried() {
    return Flows.of(
        ParallelTimeoutTest_RetriedFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .functionAsync(shop::price)
                .parallel(2)
                .unordered()
                .timeout(TIMEOUT)
                .retry(RetryPolicy.of(1).withBackoff(Duration.ZERO).on(TimeoutException.class))
                .build());
  }

  @ParameterizedTest
  @MethodSource("retried")
  void eachTryHasATimeOfItsOwn(FlowMaker<Retried, String, String> maker) {
    Retried shop = new Retried();
    FlowRun run = start(maker.of(shop), "cup");
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    advance(300);
    assertThat(shop.answers).hasSize(2);
    advance(299);
    assertThat(run.state()).isEqualTo(State.WAITING);
    advance(1);
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(completion).isCompletedExceptionally();
  }

  static class Blocking extends Answers {
    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Parallel(2)
    @Timeout(millis = 300)
    @Tunnel
    @Function
    String price(String article) throws InterruptedException {
      Thread.sleep(60_000);
      return article;
    }

    @Recover("price")
    String none(String article, TimeoutException late) {
      return "no " + article;
    }
  }

  static Stream<Named<FlowMaker<Blocking, String, String>>> blocking() {
    return Flows.of(
        ParallelTimeoutTest_BlockingFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .function(shop::price)
                .tunnel()
                .parallel(2)
                .timeout(TIMEOUT)
                .recover(TimeoutException.class, shop::none)
                .build());
  }

  @ParameterizedTest
  @MethodSource("blocking")
  void aCallOnAWorkerIsGivenUp(FlowMaker<Blocking, String, String> maker) throws Exception {
    FlowRun run = start(maker.of(new Blocking()), "cup");
    advance(300);
    loop.await(run.completion());
    assertThat(outputs).containsExactly("no cup");
  }

  static class Chosen extends Answers {
    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Parallel(2)
    @Timeout(millis = 300)
    @Subflow
    Flow<String, String> price(String article) {
      return Flow.<String>begin().functionAsync(it -> ask()).build();
    }

    @Recover("price")
    Flow<String, String> none(String article, TimeoutException late) {
      return Flow.<String>begin().function(it -> "no " + it).build();
    }
  }

  static Stream<Named<FlowMaker<Chosen, String, String>>> chosen() {
    return Flows.of(
        ParallelTimeoutTest_ChosenFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .subflow(shop::price)
                .parallel(2)
                .timeout(TIMEOUT)
                .recover(TimeoutException.class, shop::none)
                .build());
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void aSubflowIsGivenUp(FlowMaker<Chosen, String, String> maker) {
    Chosen shop = new Chosen();
    FlowRun run = start(maker.of(shop), "cup pot");
    advance(299);
    assertThat(outputs).isEmpty();
    advance(1);
    assertThat(outputs).containsExactly("no cup", "no pot");
    assertThat(shop.answers).hasSize(2).allMatch(CompletableFuture::isCancelled);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("prices")
  void aRunOnTheCallingThreadGivesUpToo(FlowMaker<Prices, String, String> maker) throws Exception {
    assertThat(maker.of(new Prices()).collect("cup pot tea"))
        .containsExactly("no cup", "no pot", "no tea");
  }
}
