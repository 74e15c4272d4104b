package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
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
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an accumulate has gathered goes on some time after its first item, whatever the run does.
 */
@Timeout(30)
class FlushAfterTest {
  private static final Duration TIME = Duration.ofMillis(500);

  private final TestLoop loop = new TestLoop();
  private final List<Object> outputs = Collections.synchronizedList(new ArrayList<>());

  private void advance(long millis) {
    loop.advance(Duration.ofMillis(millis));
  }

  private void assertNothingIsScheduled() {
    loop.shutdown();
    assertThat(loop.isTerminated()).isTrue();
  }

  /** Gives what is put into it. */
  static class Inbox implements FlowIterator<String> {
    private final List<String> items = new ArrayList<>();
    private CompletableFuture<Void> more = new CompletableFuture<>();
    private boolean ended;
    int asked;

    void put(String... added) {
      items.addAll(List.of(added));
      signal();
    }

    void end() {
      ended = true;
      signal();
    }

    private void signal() {
      CompletableFuture<Void> before = more;
      more = new CompletableFuture<>();
      before.complete(null);
    }

    @Override
    public @Nullable String next() throws PauseFlow {
      asked++;
      if (!items.isEmpty()) {
        return items.remove(0);
      }
      if (ended) {
        return null;
      }
      throw PauseFlow.until(more);
    }
  }

  /** Batches of three, or of half a second. */
  @FlowDefinition(extensible = true)
  static class Batches {
    final Inbox inbox = new Inbox();
    final List<CompletableFuture<String>> asked = new ArrayList<>();
    final List<CompletableFuture<String>> written = new ArrayList<>();
    boolean isSlow;

    @Sequence
    FlowIterator<String> words(int n) {
      return inbox;
    }

    @Function
    CompletionStage<String> checked(String word) {
      if (!word.equals("slow")) {
        return CompletableFuture.completedFuture(word);
      }
      CompletableFuture<String> answer = new CompletableFuture<>();
      asked.add(answer);
      return answer;
    }

    @Accumulate(flushWhen = "full", flushAfterMillis = 500, finish = "text")
    void add(List<String> batch, String word) {
      batch.add(word);
    }

    boolean full(List<String> batch) {
      return batch.size() == 3;
    }

    String text(List<String> batch) {
      return String.join("+", batch);
    }

    @Function
    CompletionStage<String> write(String batch) {
      CompletableFuture<String> done = new CompletableFuture<>();
      written.add(done);
      if (!isSlow) {
        done.complete(batch);
      }
      return done;
    }
  }

  static Stream<Named<FlowMaker<Batches, Integer, String>>> batches() {
    return Flows.of(
        FlushAfterTest_BatchesFlow::of,
        it ->
            Flow.<Integer>begin()
                .sequenceFrom(it::words)
                .functionAsync(it::checked)
                .accumulateInto(ArrayList<String>::new, it::add)
                .finish(it::text)
                .flushWhen(it::full)
                .flushAfter(TIME)
                .named("add")
                .functionAsync(it::write)
                .build());
  }

  private FlowRun start(FlowMaker<Batches, Integer, String> maker, Batches batches) {
    FlowRun run = maker.of(batches).on(loop).start(1, outputs::add);
    loop.runAll();
    return run;
  }

  @ParameterizedTest
  @MethodSource("batches")
  void aBatchGoesOnWhenItIsFullOrItsTimeIsOver(FlowMaker<Batches, Integer, String> maker) {
    Batches batches = new Batches();
    FlowRun run = start(maker, batches);
    batches.inbox.put("a", "b", "c", "d");
    loop.runAll();
    assertThat(outputs).containsExactly("a+b+c");
    advance(300);
    batches.inbox.put("e");
    advance(199);
    assertThat(outputs).containsExactly("a+b+c");
    advance(1);
    assertThat(outputs).containsExactly("a+b+c", "d+e");
    assertThat(run.state()).isEqualTo(State.WAITING);
    advance(10_000);
    assertThat(outputs).hasSize(2);
    batches.inbox.put("f");
    batches.inbox.end();
    loop.runAll();
    assertThat(outputs).containsExactly("a+b+c", "d+e", "f");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertNothingIsScheduled();
  }

  @ParameterizedTest
  @MethodSource("batches")
  void theWaitGoesOnAfterwardsWithoutAnotherCall(FlowMaker<Batches, Integer, String> maker) {
    Batches batches = new Batches();
    start(maker, batches);
    batches.inbox.put("a");
    loop.runAll();
    int asked = batches.inbox.asked;
    advance(500);
    assertThat(outputs).containsExactly("a");
    assertThat(batches.inbox.asked).isEqualTo(asked);
    batches.inbox.put("b", "c", "d");
    loop.runAll();
    assertThat(outputs).containsExactly("a", "b+c+d");
  }

  @ParameterizedTest
  @MethodSource("batches")
  void itGoesOnWhileAnEarlierStageIsAwaited(FlowMaker<Batches, Integer, String> maker) {
    Batches batches = new Batches();
    FlowRun run = start(maker, batches);
    batches.inbox.put("a", "slow", "b");
    loop.runAll();
    batches.isSlow = true;
    advance(500);
    assertThat(batches.written).hasSize(1);
    batches.asked.get(0).complete("late");
    loop.runAll();
    assertThat(outputs).isEmpty();
    batches.written.get(0).complete("first");
    batches.isSlow = false;
    loop.runAll();
    assertThat(outputs).containsExactly("first");
    assertThat(batches.asked).hasSize(1);
    batches.inbox.end();
    loop.runAll();
    assertThat(outputs).containsExactly("first", "late+b");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void aCancelledRunCancelsWhatBothWaitFor(FlowMaker<Batches, Integer, String> maker) {
    Batches batches = new Batches();
    FlowRun run = start(maker, batches);
    batches.isSlow = true;
    batches.inbox.put("a", "slow");
    loop.runAll();
    advance(500);
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
    assertThat(batches.asked).singleElement().matches(CompletableFuture::isCancelled);
    assertThat(batches.written).singleElement().matches(CompletableFuture::isCancelled);
    assertNothingIsScheduled();
  }

  @ParameterizedTest
  @MethodSource("batches")
  void aFailureOfALaterStageIsTheRuns(FlowMaker<Batches, Integer, String> maker) {
    Batches batches = new Batches();
    FlowRun run = start(maker, batches);
    batches.isSlow = true;
    batches.inbox.put("a", "slow");
    loop.runAll();
    advance(500);
    IllegalStateException failure = new IllegalStateException("full disk");
    batches.written.get(0).completeExceptionally(failure);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(batches.asked).singleElement().matches(CompletableFuture::isCancelled);
    assertThatThrownBy(() -> run.completion().toCompletableFuture().get())
        .cause()
        .isSameAs(failure);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void aTraceShowsTheBatchAboveWhatWaits(FlowMaker<Batches, Integer, String> maker) {
    Batches batches = new Batches();
    FlowRun run = start(maker, batches);
    batches.isSlow = true;
    batches.inbox.put("a", "slow");
    loop.runAll();
    advance(500);
    CompletableFuture<dev.stageflow.FlowTrace> trace = run.trace().toCompletableFuture();
    loop.runAll();
    assertThat(trace.join().levels()).last().asString().startsWith("add");
    run.cancel();
    loop.runAll();
  }

  /** Sums of each order. */
  @FlowDefinition(extensible = true)
  static class Sums {
    final List<Inbox> inboxes = List.of(new Inbox(), new Inbox());

    @Sequence
    List<Integer> orders(int n) {
      return List.of(0, 1);
    }

    @Context
    @Sequence
    FlowIterator<String> items(int order) {
      return inboxes.get(order);
    }

    @Accumulate(flushAfterMillis = 500, emitEmpty = true)
    int count(int sum, String item) {
      return sum + 1;
    }
  }

  static Stream<Named<FlowMaker<Sums, Integer, Integer>>> sums() {
    return Flows.of(
        FlushAfterTest_SumsFlow::of,
        it ->
            Flow.<Integer>begin()
                .sequence(it::orders)
                .context()
                .sequenceFrom(it::items)
                .accumulate(() -> 0, it::count)
                .flushAfter(TIME)
                .emitEmpty()
                .build());
  }

  @ParameterizedTest
  @MethodSource("sums")
  void theTimeEndsWithTheContext(FlowMaker<Sums, Integer, Integer> maker) {
    Sums sums = new Sums();
    FlowRun run = maker.of(sums).on(loop).start(1, outputs::add);
    loop.runAll();
    sums.inboxes.get(0).put("a", "b");
    loop.runAll();
    advance(500);
    assertThat(outputs).containsExactly(2);
    sums.inboxes.get(0).put("c");
    sums.inboxes.get(0).end();
    loop.runAll();
    assertThat(outputs).containsExactly(2, 1);
    advance(10_000);
    assertThat(outputs).containsExactly(2, 1);
    sums.inboxes.get(1).end();
    loop.runAll();
    assertThat(outputs).containsExactly(2, 1, 0);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertNothingIsScheduled();
  }

  /** A collector has no predicate, but a time. */
  @FlowDefinition(extensible = true)
  static class Collected {
    final Inbox inbox = new Inbox();

    @Sequence
    FlowIterator<String> words(int n) {
      return inbox;
    }

    @Accumulate(flushAfterMillis = 500)
    Collector<CharSequence, ?, String> joined() {
      return Collectors.joining("+");
    }
  }

  static Stream<Named<FlowMaker<Collected, Integer, String>>> collecteds() {
    return Flows.of(
        FlushAfterTest_CollectedFlow::of,
        it ->
            Flow.<Integer>begin()
                .sequenceFrom(it::words)
                .accumulate(it.joined())
                .flushAfter(TIME)
                .build());
  }

  @ParameterizedTest
  @MethodSource("collecteds")
  void aCollectorGoesOnAfterItsTimeToo(FlowMaker<Collected, Integer, String> maker) {
    Collected collected = new Collected();
    maker.of(collected).on(loop).start(1, outputs::add);
    loop.runAll();
    collected.inbox.put("a", "b");
    loop.runAll();
    advance(500);
    collected.inbox.put("c");
    loop.runAll();
    advance(500);
    assertThat(outputs).containsExactly("a+b", "c");
  }

  @ParameterizedTest
  @MethodSource("collecteds")
  void aParkedThreadPassesABatchOnToo(FlowMaker<Collected, Integer, String> maker)
      throws Exception {
    Collected collected = new Collected();
    CountDownLatch first = new CountDownLatch(1);
    collected.inbox.put("a", "b");
    Thread running =
        new Thread(
            () -> {
              try {
                maker
                    .of(collected)
                    .run(
                        1,
                        batch -> {
                          outputs.add(batch);
                          first.countDown();
                        });
              } catch (Exception failure) {
                outputs.add(failure);
              }
            });
    running.start();
    first.await();
    assertThat(outputs).containsExactly("a+b");
    running.interrupt();
    running.join();
  }

  @Test
  void theTimeIsMoreThanZero() {
    var accumulate =
        Flow.<Integer>begin().sequence(n -> List.of(1)).accumulate(() -> 0, Integer::sum);
    assertThatThrownBy(() -> accumulate.flushAfter(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the time after which a batch goes on must be longer than zero, not PT0S");
  }
}
