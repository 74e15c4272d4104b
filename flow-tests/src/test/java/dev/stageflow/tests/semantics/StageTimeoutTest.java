package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage that waits for too long is given up, and fails. */
@org.junit.jupiter.api.Timeout(30)
class StageTimeoutTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final RetryPolicy ONCE_MORE =
      RetryPolicy.of(1).withBackoff(Duration.ZERO).on(TimeoutException.class);

  private final TestLoop loop = new TestLoop();
  private final List<Object> outputs = Collections.synchronizedList(new ArrayList<>());

  private <I, O> FlowRun start(Flow<I, O> flow, I input) {
    FlowRun run = flow.on(loop).start(input, outputs::add);
    loop.runAll();
    return run;
  }

  private void advance(long millis) {
    loop.advance(Duration.ofMillis(millis));
  }

  private Throwable failureOf(FlowRun run) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    run.completion().whenComplete((nothing, thrown) -> failure.complete(thrown));
    return failure.join();
  }

  private void assertNothingIsScheduled() {
    loop.shutdown();
    assertThat(loop.isTerminated()).isTrue();
  }

  /** Asks elsewhere. */
  @FlowDefinition(extensible = true)
  static class Shop {
    final List<CompletableFuture<Integer>> answers = new ArrayList<>();

    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Timeout(millis = 300)
    @Function
    CompletionStage<Integer> price(String article) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }
  }

  static Stream<Named<FlowMaker<Shop, String, Integer>>> shops() {
    return Flows.of(
        StageTimeoutTest_ShopFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .functionAsync(shop::price)
                .named("price")
                .timeout(TIMEOUT)
                .build());
  }

  @ParameterizedTest
  @MethodSource("shops")
  void whatIsAwaitedIsCancelledAndTheFailureNamesTheStageAndTheTime(
      FlowMaker<Shop, String, Integer> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker.of(shop), "cup plate");
    advance(299);
    assertThat(run.state()).isEqualTo(State.WAITING);
    advance(1);
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(failureOf(run))
        .isExactlyInstanceOf(TimeoutException.class)
        .hasMessage("stage 'price' took longer than 300 ms");
    assertThat(shop.answers).singleElement().matches(CompletableFuture::isCancelled);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void eachCallHasATimeOfItsOwnAndLeavesNoTimerBehind(FlowMaker<Shop, String, Integer> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker.of(shop), "cup plate pot");
    for (int i = 0; i < 3; i++) {
      advance(299);
      shop.answers.get(i).complete(i);
      loop.runAll();
    }
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactly(0, 1, 2);
    assertNothingIsScheduled();
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aResultThatCameInTimeCountsThoughTheRunWasHeldBack(FlowMaker<Shop, String, Integer> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker.of(shop), "cup");
    run.pause();
    loop.runAll();
    shop.answers.get(0).complete(7);
    advance(1_000);
    run.resume();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactly(7);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aCancelledRunLeavesNoTimerBehind(FlowMaker<Shop, String, Integer> maker) {
    FlowRun run = start(maker.of(new Shop()), "cup");
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
    assertNothingIsScheduled();
  }

  @ParameterizedTest
  @MethodSource("shops")
  void theCallingThreadDoesNotWaitLongerEither(FlowMaker<Shop, String, Integer> maker) {
    Shop collected = new Shop();
    assertThatThrownBy(() -> maker.of(collected).collect("cup"))
        .hasMessage("stage 'price' took longer than 300 ms");
    assertThat(collected.answers).singleElement().matches(CompletableFuture::isCancelled);
    Shop streamed = new Shop();
    assertThatThrownBy(() -> maker.of(streamed).stream("cup").toList())
        .hasRootCauseMessage("stage 'price' took longer than 300 ms");
    assertThat(streamed.answers).singleElement().matches(CompletableFuture::isCancelled);
  }

  /** Asks again, and gives up in the end. */
  @FlowDefinition(extensible = true)
  static class Patient extends Shop {
    @Override
    @Timeout(millis = 300)
    @Retry(times = 1, backoffMillis = 0, on = TimeoutException.class)
    @Function
    CompletionStage<Integer> price(String article) {
      return super.price(article);
    }

    @Recover("price")
    @Nullable Integer unknown(String article, TimeoutException failure) {
      return article.equals("cup") ? -failure.getSuppressed().length : null;
    }
  }

  static Stream<Named<FlowMaker<Patient, String, Integer>>> patients() {
    return Flows.of(
        StageTimeoutTest_PatientFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .functionAsync(shop::price)
                .timeout(TIMEOUT)
                .retry(ONCE_MORE)
                .recover(TimeoutException.class, shop::unknown)
                .build());
  }

  @ParameterizedTest
  @MethodSource("patients")
  void itIsTriedAgainWithANewTimeAndThenRecovered(FlowMaker<Patient, String, Integer> maker) {
    Patient shop = new Patient();
    FlowRun run = start(maker.of(shop), "cup plate pot");
    advance(599);
    assertThat(outputs).isEmpty();
    advance(1);
    assertThat(outputs).containsExactly(-1);
    advance(450);
    shop.answers.get(3).complete(4);
    advance(600);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactly(-1, 4);
    assertThat(shop.answers).filteredOn(CompletableFuture::isCancelled).hasSize(5);
    assertNothingIsScheduled();
  }

  /** Blocks on worker threads. */
  @FlowDefinition(extensible = true)
  static class Blocking {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    volatile boolean interrupted;
    volatile boolean returned;
    volatile boolean deaf;

    @Timeout(millis = 300)
    @Tunnel
    @Function
    String slow(String item) {
      begun.countDown();
      try {
        released.await();
      } catch (InterruptedException interrupt) {
        interrupted = true;
        while (deaf) {
          LockSupport.parkNanos(100_000);
          boolean unused = Thread.interrupted();
        }
      }
      returned = true;
      return item;
    }

    @Recover("slow")
    String late(String item, TimeoutException failure) {
      return item + " is late";
    }
  }

  static Stream<Named<FlowMaker<Blocking, String, String>>> blockings() {
    return Flows.of(
        StageTimeoutTest_BlockingFlow::of,
        it ->
            Flow.<String>begin()
                .function(it::slow)
                .tunnel()
                .timeout(TIMEOUT)
                .recover(TimeoutException.class, it::late)
                .build());
  }

  @ParameterizedTest
  @MethodSource("blockings")
  void aCallOnAWorkerIsInterrupted(FlowMaker<Blocking, String, String> maker) throws Exception {
    Blocking blocking = new Blocking();
    assertThat(maker.of(blocking).collect("tea")).containsExactly("tea is late");
    assertThat(blocking.interrupted).isTrue();
    assertThat(blocking.returned).isTrue();
  }

  @ParameterizedTest
  @MethodSource("blockings")
  void theFlowDoesNotWaitForACallThatNoInterruptReachesButEndsAfterIt(
      FlowMaker<Blocking, String, String> maker) throws Exception {
    Blocking blocking = new Blocking();
    blocking.deaf = true;
    FlowRun run = start(maker.of(blocking), "tea");
    blocking.begun.await();
    advance(300);
    assertThat(outputs).containsExactly("tea is late");
    assertThat(run.state()).isEqualTo(State.WAITING);
    blocking.deaf = false;
    loop.await(run.completion());
    assertThat(blocking.returned).isTrue();
  }

  /** Gives what is put into it, and pauses for an hour while that is nothing. */
  static class Source implements FlowIterator<String> {
    final List<String> items = new ArrayList<>();
    CompletableFuture<Void> more = new CompletableFuture<>();
    boolean closed;

    void put(String item) {
      items.add(item);
      CompletableFuture<Void> signal = more;
      more = new CompletableFuture<>();
      signal.complete(null);
    }

    @Override
    public @Nullable String next() throws PauseFlow {
      if (items.isEmpty()) {
        throw PauseFlow.until(more);
      }
      return items.remove(0);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** Waits for elements. */
  @FlowDefinition(extensible = true)
  static class Lines {
    final List<Source> sources = new ArrayList<>();
    final List<String> calls = new ArrayList<>();

    @Timeout(millis = 300)
    @Retry(times = 1, backoffMillis = 0, on = TimeoutException.class)
    @Sequence
    Source lines(String file) {
      Source source = new Source();
      sources.add(source);
      return source;
    }

    @Recover("lines")
    List<String> end(String file, TimeoutException failure) {
      return List.of("end");
    }

    @Function
    String checked(String line) throws PauseFlow {
      calls.add(line);
      if (line.equals("slow") && calls.size() == 1) {
        throw PauseFlow.after(Duration.ofSeconds(1));
      }
      return line;
    }
  }

  static Stream<Named<FlowMaker<Lines, String, String>>> lines() {
    return Flows.of(
        StageTimeoutTest_LinesFlow::of,
        it ->
            Flow.<String>begin()
                .sequenceFrom(it::lines)
                .timeout(TIMEOUT)
                .retry(ONCE_MORE)
                .recover(TimeoutException.class, it::end)
                .function(it::checked)
                .build());
  }

  @ParameterizedTest
  @MethodSource("lines")
  void eachElementOfASequenceHasATimeOfItsOwn(FlowMaker<Lines, String, String> maker) {
    Lines lines = new Lines();
    FlowRun run = start(maker.of(lines), "file");
    for (String line : List.of("a", "b", "c")) {
      advance(299);
      lines.sources.get(0).put(line);
      loop.runAll();
    }
    assertThat(outputs).containsExactly("a", "b", "c");
    advance(300);
    assertThat(outputs).containsExactly("a", "b", "c", "end");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(lines.sources).singleElement().matches(source -> source.closed);
    assertNothingIsScheduled();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aSequenceIsTriedAgainAsLongAsNothingHasGoneOn(FlowMaker<Lines, String, String> maker) {
    Lines lines = new Lines();
    FlowRun run = start(maker.of(lines), "file");
    advance(300);
    assertThat(lines.sources).hasSize(2);
    assertThat(lines.sources.get(0).closed).isTrue();
    lines.sources.get(1).put("a");
    advance(300);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactly("a", "end");
  }

  @ParameterizedTest
  @MethodSource("lines")
  void theTimeOfLaterStagesDoesNotCountAndTheyAreNotWokenEarly(
      FlowMaker<Lines, String, String> maker) {
    Lines lines = new Lines();
    FlowRun run = start(maker.of(lines), "file");
    advance(100);
    lines.sources.get(0).put("slow");
    advance(999);
    assertThat(lines.calls).containsExactly("slow");
    advance(1);
    assertThat(lines.calls).containsExactly("slow", "slow");
    assertThat(outputs).containsExactly("slow");
    assertThat(run.state()).isEqualTo(State.WAITING);
    advance(299);
    assertThat(outputs).containsExactly("slow");
    advance(1);
    assertThat(outputs).containsExactly("slow", "end");
  }

  /** Never sends anything. */
  static class Silent implements Publisher<String>, Subscription {
    boolean cancelled;

    @Override
    public void subscribe(Subscriber<? super String> subscriber) {
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Test
  void aPublishersSubscriptionIsCancelled() {
    Silent silent = new Silent();
    Flow<String, String> flow =
        Flow.<String>begin().sequenceFrom(name -> FlowIterator.of(silent)).timeout(TIMEOUT).build();
    FlowRun run = start(flow, "");
    advance(300);
    assertThat(failureOf(run)).hasMessage("stage 'sequence1' took longer than 300 ms");
    assertThat(silent.cancelled).isTrue();
  }

  /** Reads on a worker thread. */
  @FlowDefinition(extensible = true)
  static class Reading {
    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch cancelled = new CountDownLatch(1);

    @Timeout(millis = 300)
    @Tunnel
    @Sequence
    FlowIterator<String> rows(String table) {
      return new FlowIterator<>() {
        private boolean first = true;

        @Override
        public @Nullable String next() throws Exception {
          if (first) {
            first = false;
            return "row";
          }
          cancelled.await();
          return null;
        }

        @Override
        public void cancel() {
          told.add("cancelled");
          cancelled.countDown();
        }

        @Override
        public void close() {
          told.add("closed");
        }
      };
    }

    @Recover("rows")
    List<String> rest(String table, TimeoutException failure) {
      return List.of(failure.getMessage());
    }
  }

  static Stream<Named<FlowMaker<Reading, String, String>>> readings() {
    return Flows.of(
        StageTimeoutTest_ReadingFlow::of,
        it ->
            Flow.<String>begin()
                .sequenceFrom(it::rows)
                .named("rows")
                .tunnel()
                .timeout(TIMEOUT)
                .recover(TimeoutException.class, it::rest)
                .build());
  }

  @ParameterizedTest
  @MethodSource("readings")
  void aTunnelledSourceIsCancelledAndClosedBeforeTheRunEnds(
      FlowMaker<Reading, String, String> maker) throws Exception {
    Reading reading = new Reading();
    assertThat(maker.of(reading).collect("t"))
        .containsExactly("row", "stage 'rows' took longer than 300 ms");
    assertThat(reading.told).containsExactly("cancelled", "closed");
  }

  /** Runs parts that may take long. */
  @FlowDefinition(extensible = true)
  static class Parts {
    final List<Source> sources = new ArrayList<>();
    final CompletableFuture<Integer> length = new CompletableFuture<>();

    private final Flow<String, String> part =
        Flow.<String>begin()
            .sequenceFrom(
                name -> {
                  Source source = new Source();
                  sources.add(source);
                  return source;
                })
            .build();

    @Timeout(millis = 300)
    @Retry(times = 1, backoffMillis = 0, on = TimeoutException.class)
    @Subflow
    Flow<String, String> part(String name) {
      return part;
    }

    @Recover("part")
    Flow<String, String> rest(String name, TimeoutException failure) {
      return Flow.<String>begin().function(it -> "rest of " + it).build();
    }

    @Function
    CompletionStage<String> longer(String line) {
      return line.equals("slow")
          ? length.thenApply(it -> line + it)
          : CompletableFuture.completedFuture(line);
    }
  }

  static Stream<Named<FlowMaker<Parts, String, String>>> parts() {
    return Flows.of(
        StageTimeoutTest_PartsFlow::of,
        it ->
            Flow.<String>begin()
                .subflow(it::part)
                .timeout(TIMEOUT)
                .retry(ONCE_MORE)
                .recover(TimeoutException.class, it::rest)
                .functionAsync(it::longer)
                .build());
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aSubflowIsClosedTriedAgainAndReplaced(FlowMaker<Parts, String, String> maker) {
    Parts parts = new Parts();
    FlowRun run = start(maker.of(parts), "p");
    advance(300);
    assertThat(parts.sources).hasSize(2);
    assertThat(parts.sources.get(0).closed).isTrue();
    advance(300);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactly("rest of p");
    assertThat(parts.sources).allMatch(source -> source.closed);
    assertNothingIsScheduled();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void theNextOutputOfASubflowHasATimeOfItsOwnWithoutThatOfLaterStages(
      FlowMaker<Parts, String, String> maker) {
    Parts parts = new Parts();
    FlowRun run = start(maker.of(parts), "p");
    advance(299);
    parts.sources.get(0).put("a");
    advance(299);
    parts.sources.get(0).put("slow");
    advance(10_000);
    parts.length.complete(1);
    advance(299);
    assertThat(outputs).containsExactly("a", "slow1");
    parts.sources.get(0).put("b");
    advance(300);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactly("a", "slow1", "b", "rest of p");
    assertNothingIsScheduled();
  }

  @Test
  void aTraceOfASubflowThatTookTooLongShowsWhereItWas() {
    Flow<String, String> part =
        Flow.<String>begin()
            .functionAsync(it -> new CompletableFuture<String>())
            .named("ask")
            .build();
    Flow<String, String> flow =
        Flow.<String>begin().subflow(name -> part).named("part").timeout(TIMEOUT).build();
    FlowRun run = start(flow, "p");
    advance(300);
    assertThat(failureOf(run)).hasMessage("stage 'part' took longer than 300 ms");
    assertThat(run.trace().toCompletableFuture().join().levels())
        .extracting(level -> level.toString())
        .containsExactly("input #1 = p, at part", "input #1 = p, at ask");
  }

  /** Decides later. */
  @FlowDefinition(extensible = true)
  static class Gate {
    int calls;

    @Timeout(millis = 300)
    @Filter
    boolean open(String item) throws PauseFlow {
      calls++;
      throw PauseFlow.after(Duration.ofMillis(100));
    }
  }

  static Stream<Named<FlowMaker<Gate, String, String>>> gates() {
    return Flows.of(
        StageTimeoutTest_GateFlow::of,
        gate -> Flow.<String>begin().filter(gate::open).named("open").timeout(TIMEOUT).build());
  }

  @ParameterizedTest
  @MethodSource("gates")
  void aMethodThatPausesIsNotCalledAgainAfterItsTime(FlowMaker<Gate, String, String> maker) {
    Gate gate = new Gate();
    FlowRun run = start(maker.of(gate), "");
    advance(300);
    assertThat(failureOf(run)).hasMessage("stage 'open' took longer than 300 ms");
    assertThat(gate.calls).isLessThanOrEqualTo(4);
  }

  @Test
  void aTimeoutIsMoreThanZeroAndGivenOnce() {
    var function = Flow.<String>begin().functionAsync(it -> new CompletableFuture<String>());
    assertThatThrownBy(() -> function.timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a timeout must be longer than zero, not PT0S");
    assertThatThrownBy(() -> function.timeout(TIMEOUT).timeout(TIMEOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the stage has a timeout already");
  }
}
