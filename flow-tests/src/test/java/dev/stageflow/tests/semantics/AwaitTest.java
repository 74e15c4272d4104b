package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.Sink;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What completes elsewhere is awaited by pausing, and its stage is called once. */
@Timeout(30)
class AwaitTest {

  /** Looks prices up somewhere else. */
  @FlowDefinition(extensible = true)
  static class Shop {
    final List<String> calls = new ArrayList<>();
    final CompletableFuture<Integer> answer = new CompletableFuture<>();

    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Function
    @Nullable CompletionStage<Integer> price(String article) {
      calls.add(article);
      return switch (article) {
        case "free" -> CompletableFuture.completedFuture(null);
        case "unknown" -> null;
        case "later" -> answer;
        default -> CompletableFuture.completedStage(article.length());
      };
    }

    @Function
    int twice(int price) {
      return 2 * price;
    }
  }

  static Stream<Named<FlowMaker<Shop, String, Integer>>> flows() {
    return Flows.of(
        AwaitTest_ShopFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .functionAsync(shop::price)
                .function(shop::twice)
                .build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itsResultGoesOnAndNothingEndsTheWay(FlowMaker<Shop, String, Integer> maker)
      throws Exception {
    assertThat(maker.of(new Shop()).collect("cup free unknown plate")).containsExactly(6, 10);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theFlowWaitsWithoutCallingAgain(FlowMaker<Shop, String, Integer> maker) {
    Shop shop = new Shop();
    TestLoop loop = new TestLoop();
    List<Integer> outputs = new ArrayList<>();
    FlowRun run = maker.of(shop).on(loop).start("cup later plate", outputs::add);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    shop.answer.complete(50);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(outputs).containsExactly(6, 100, 10);
    assertThat(shop.calls).containsExactly("cup", "later", "plate");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itsFailureIsTheRunsWithoutAWrapper(FlowMaker<Shop, String, Integer> maker) {
    IOException failure = new IOException("out of reach");
    Shop shop = new Shop();
    shop.answer.completeExceptionally(failure);
    assertThatThrownBy(() -> maker.of(shop).collect("later")).isSameAs(failure);

    Shop later = new Shop();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs = maker.of(later).on(loop).collect("later");
    loop.runAll();
    later.answer.completeExceptionally(failure);
    loop.runAll();
    assertThat(outputs.handle((all, thrown) -> thrown)).isCompletedWithValue(failure);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void cancellingTheRunCancelsIt(FlowMaker<Shop, String, Integer> maker) {
    Shop shop = new Shop();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(shop).on(loop).start("later");
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(shop.answer).isCancelled();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
  }

  /** Every other way to give what goes on. */
  @FlowDefinition(extensible = true)
  static class Kinds {
    @Sequence
    CompletionStage<List<Integer>> numbers(int end) {
      return CompletableFuture.supplyAsync(() -> IntStream.range(0, end).boxed().toList());
    }

    @Function
    CompletableFuture<Optional<Integer>> odd(int number) {
      return CompletableFuture.supplyAsync(
          () -> number % 2 == 1 ? Optional.of(number) : Optional.empty());
    }

    @Tunnel
    @Function
    long square(int number, @Upstream("input") Integer end) throws InterruptedException {
      Thread.sleep(0, end);
      return (long) number * number;
    }

    @Tunnel
    @Sequence
    int[] twice(long square) {
      return new int[] {(int) square, (int) square};
    }

    @Function
    int minus(int value) {
      return -value;
    }
  }

  @Test
  void allOfThemGoTogether() throws Exception {
    assertThat(AwaitTest_KindsFlow.of(new Kinds()).collect(6))
        .containsExactly(-1, -1, -9, -9, -25, -25);
  }

  /** The last stage may wait too. */
  static class Saving {
    final List<Thread> threads = new ArrayList<>();

    @Tunnel
    @Function
    void save(String text) {
      threads.add(Thread.currentThread());
    }
  }

  @Test
  void aConsumerIsTunnelled() throws Exception {
    Saving saving = new Saving();
    AwaitTest_SavingFlow.of(saving).run("text");
    Flow.<String>begin().consume(saving::save).tunnel().build().run("text");
    assertThat(saving.threads).hasSize(2).doesNotContain(Thread.currentThread());
  }

  /** A publisher's items, with a filter. */
  static class Quotes {
    @Sequence
    SubmissionPublisher<Integer> quotes(SubmissionPublisher<Integer> source) {
      return source;
    }

    @Function
    Integer plusOne(Integer quote) {
      return quote + 1;
    }
  }

  @Test
  void aPublishersItemsAreTakenWithinDemand() {
    TestLoop loop = new TestLoop();
    SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 1_024);
    CompletableFuture<List<Integer>> outputs =
        AwaitTest_QuotesFlow.of(new Quotes()).on(loop).collect(publisher);
    loop.runAll();
    assertThat(publisher.getSubscribers()).hasSize(1);
    for (int i = 0; i < 1_000; i++) {
      publisher.submit(i);
      if (i % 300 == 299) {
        assertThat(publisher.estimateMaximumLag()).isPositive();
        loop.runAll();
        assertThat(publisher.estimateMaximumLag()).isZero();
      }
    }
    publisher.close();
    loop.runAll();
    assertThat(outputs).isCompletedWithValue(IntStream.rangeClosed(1, 1_000).boxed().toList());
  }

  @Test
  void aPublishersFailureIsTheRuns() {
    IOException failure = new IOException("connection lost");
    TestLoop loop = new TestLoop();
    SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 16);
    CompletableFuture<List<Integer>> outputs =
        AwaitTest_QuotesFlow.of(new Quotes()).on(loop).collect(publisher);
    loop.runAll();
    publisher.submit(1);
    publisher.closeExceptionally(failure);
    loop.runAll();
    assertThat(outputs.handle((all, thrown) -> thrown)).isCompletedWithValue(failure);
  }

  @Test
  void aRunThatEndsCancelsItsSubscription() {
    TestLoop loop = new TestLoop();
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 16)) {
      FlowRun run = AwaitTest_QuotesFlow.of(new Quotes()).on(loop).start(publisher);
      loop.runAll();
      run.cancel();
      loop.runAll();
      assertThat(publisher.getSubscribers()).isEmpty();
      assertThat(publisher.isClosed()).isFalse();
    }
  }

  /** Sends as much as it likes. */
  static class Flood implements Publisher<Integer> {
    boolean cancelled;

    @Override
    public void subscribe(Subscriber<? super Integer> subscriber) {
      subscriber.onSubscribe(
          new Subscription() {
            @Override
            public void request(long items) {
              for (int i = 0; i < 10_000 && !cancelled; i++) {
                subscriber.onNext(i);
              }
            }

            @Override
            public void cancel() {
              cancelled = true;
            }
          });
    }
  }

  @Test
  void aPublisherThatHeedsNoDemandIsCancelledAndFailsTheRun() {
    Flood flood = new Flood();
    assertThatThrownBy(
            () -> Flow.<Flood>begin().sequenceFrom(FlowIterator::of).build().collect(flood))
        .hasMessage("the publisher sends more than was requested");
    assertThat(flood.cancelled).isTrue();
  }

  @Test
  void anAsynchronousSinkHoldsTheFlowUntilItHasTakenTheItem() throws Exception {
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    List<Integer> given = new ArrayList<>();
    TestLoop loop = new TestLoop();
    FlowRun run =
        AwaitTest_ShopFlow.of(new Shop())
            .on(loop)
            .start(
                "a bb ccc",
                Sink.async(
                    item -> {
                      given.add(item);
                      CompletableFuture<Void> done = new CompletableFuture<>();
                      taken.add(done);
                      return done;
                    }));
    CompletableFuture<Throwable> end =
        run.completion().toCompletableFuture().handle((all, thrown) -> thrown);
    loop.runAll();
    assertThat(given).containsExactly(2);
    taken.get(0).complete(null);
    loop.runAll();
    assertThat(given).containsExactly(2, 4);
    IOException failure = new IOException("socket closed");
    taken.get(1).completeExceptionally(failure);
    loop.runAll();
    assertThat(end).isCompletedWithValue(failure);
    assertThat(given).containsExactly(2, 4);
  }

  @Test
  void aCallThatIsCancelledIsInterruptedAndWaitedFor() throws Exception {
    CountDownLatch calling = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .function(
                item -> {
                  calling.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException stop) {
                    interrupted.countDown();
                  }
                  return item;
                })
            .tunnel()
            .build();
    TestLoop loop = new TestLoop();
    FlowRun run = flow.on(loop).start(1);
    loop.runAll();
    calling.await();
    run.cancel();
    while (!run.state().isEnd()) {
      loop.awaitNext();
    }
    assertThat(interrupted.getCount()).isZero();
  }
}
