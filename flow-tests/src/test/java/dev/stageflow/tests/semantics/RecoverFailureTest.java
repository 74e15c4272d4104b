package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are tried again and taken, and what the run ends with if they are not. */
@Timeout(30)
class RecoverFailureTest {
  private static final RetryPolicy AT_ONCE = RetryPolicy.of(2).withBackoff(Duration.ZERO);

  private static List<Throwable> suppressed(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(it -> !it.getClass().getSimpleName().equals("FlowTraceException"))
        .toList();
  }

  /** Fails as often as it is told to. */
  static class Shop {
    final List<Exception> failures = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    @Nullable RuntimeException unrecoverable;

    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Retry(times = 2, backoffMillis = 0, on = IOException.class)
    @Function
    int price(String article) throws Exception {
      calls.add(article);
      if (!failures.isEmpty()) {
        throw failures.remove(0);
      }
      return article.length();
    }

    @Recover("price")
    int guess(String article, IOException failure) {
      calls.add("guess " + article);
      if (unrecoverable != null) {
        throw unrecoverable;
      }
      return -suppressed(failure).size();
    }
  }

  static Stream<Named<FlowMaker<Shop, String, Integer>>> shops() {
    return Flows.of(
        RecoverFailureTest_ShopFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .function(shop::price)
                .retry(AT_ONCE.on(IOException.class))
                .recover(IOException.class, shop::guess)
                .build());
  }

  @ParameterizedTest
  @MethodSource("shops")
  void whatTakesAFailureSeesThoseOfAllTries(FlowMaker<Shop, String, Integer> maker)
      throws Exception {
    Shop shop = new Shop();
    for (int i = 0; i < 3; i++) {
      shop.failures.add(new IOException("try " + i));
    }
    assertThat(maker.of(shop).collect("cup plate")).containsExactly(-2, 5);
    assertThat(shop.calls).containsExactly("cup", "cup", "cup", "guess cup", "plate");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aFailureThatNothingTakesTellsOfTheTriesBefore(FlowMaker<Shop, String, Integer> maker) {
    Shop shop = new Shop();
    IOException first = new IOException("busy");
    IllegalStateException last = new IllegalStateException("broken");
    shop.failures.addAll(List.of(first, last));
    assertThatThrownBy(() -> maker.of(shop).collect("cup")).isSameAs(last);
    assertThat(suppressed(last)).containsExactly(first);
    assertThat(shop.calls).containsExactly("cup", "cup");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void whatFailsInAStagesPlaceTellsWhy(FlowMaker<Shop, String, Integer> maker) {
    Shop shop = new Shop();
    shop.unrecoverable = new IllegalStateException("no idea");
    IOException last = new IOException("last");
    shop.failures.addAll(List.of(new IOException(), new IOException(), last));
    assertThatThrownBy(() -> maker.of(shop).collect("cup")).isSameAs(shop.unrecoverable);
    assertThat(suppressed(shop.unrecoverable)).containsExactly(last);
    assertThat(suppressed(last)).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void theTriesOfAnItemAreNotCountedForTheNext(FlowMaker<Shop, String, Integer> maker)
      throws Exception {
    Shop shop = new Shop();
    Flow<String, Integer> flow = maker.of(shop);
    shop.failures.addAll(List.of(new IOException(), new IOException()));
    assertThat(flow.collect("cup")).containsExactly(3);
    shop.failures.addAll(List.of(new IOException(), new IOException()));
    assertThat(flow.collect("plate")).containsExactly(5);
    assertThat(shop.calls).doesNotContain("guess cup", "guess plate");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void oneFailureThatIsThrownAgainAndAgainIsNotItsOwn(FlowMaker<Shop, String, Integer> maker)
      throws Exception {
    Shop shop = new Shop();
    IOException same = new IOException("the same");
    shop.failures.addAll(List.of(same, same, same));
    assertThat(maker.of(shop).collect("cup")).containsExactly(0);
  }

  /** Is tried for long. */
  static class Stubborn {
    int calls;

    @Retry(times = 20, backoffMillis = 0)
    @Function
    int fail(String article) throws IOException {
      throw new IOException("try " + calls++);
    }
  }

  static Stream<Named<FlowMaker<Stubborn, String, Integer>>> stubborn() {
    return Flows.of(
        RecoverFailureTest_StubbornFlow::of,
        d -> Flow.<String>begin().function(d::fail).retry(AT_ONCE.withTimes(20)).build());
  }

  @ParameterizedTest
  @MethodSource("stubborn")
  void ofManyTriesTheFirstAreTold(FlowMaker<Stubborn, String, Integer> maker) {
    Throwable failure = catchThrowable(() -> maker.of(new Stubborn()).run("x"));
    assertThat(failure).hasMessage("try 20");
    assertThat(suppressed(failure))
        .extracting(Throwable::getMessage)
        .containsExactly(
            "try 0", "try 1", "try 2", "try 3", "try 4", "and 15 more tries that failed");
  }

  /** Takes anything, but for a pause. */
  static class Greedy {
    final List<String> taken = new ArrayList<>();
    int calls;

    @Retry(times = 1, backoffMillis = 0, on = Throwable.class)
    @Function
    String read(String text) throws PauseFlow {
      calls++;
      if (calls % 2 == 1) {
        throw PauseFlow.now();
      }
      throw new StackOverflowError();
    }

    @Recover("read")
    String take(String text, Throwable failure) {
      taken.add(failure.getClass().getSimpleName() + suppressed(failure).size());
      return "taken";
    }

    @Function
    String fail(String text) throws IOException {
      throw new IOException("after it");
    }
  }

  static Stream<Named<FlowMaker<Greedy, String, String>>> greedy() {
    return Flows.of(
        RecoverFailureTest_GreedyFlow::of,
        d ->
            Flow.<String>begin()
                .function(d::read)
                .retry(AT_ONCE.withTimes(1).on(Throwable.class))
                .recover(Throwable.class, d::take)
                .function(d::fail)
                .build());
  }

  @ParameterizedTest
  @MethodSource("greedy")
  void neitherAPauseIsTakenNorWhatFailsAfterwards(FlowMaker<Greedy, String, String> maker) {
    Greedy greedy = new Greedy();
    assertThatThrownBy(() -> maker.of(greedy).run("x")).hasMessage("after it");
    assertThat(greedy.calls).isEqualTo(4);
    assertThat(greedy.taken).containsExactly("StackOverflowError1");
  }

  /** Completes later. */
  static class Later {
    final List<CompletableFuture<Integer>> answers = new ArrayList<>();

    @Retry(times = 1, backoffMillis = 0, on = IOException.class)
    @Function
    CompletionStage<Integer> ask(String question) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    @Recover("ask")
    CompletableFuture<Integer> askAnother(String question, IOException failure) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }
  }

  @ParameterizedTest
  @MethodSource("later")
  void whatIsAwaitedFailsLater(FlowMaker<Later, String, Integer> maker) {
    Later later = new Later();
    TestLoop loop = new TestLoop();
    CompletableFuture<Integer> single = maker.of(later).on(loop).single("?");
    loop.runAll();
    later.answers.get(0).completeExceptionally(new IOException("first"));
    loop.runAll();
    later.answers.get(1).completeExceptionally(new IOException("second"));
    loop.runAll();
    assertThat(single).isNotDone();
    later.answers.get(2).complete(42);
    loop.runAll();
    assertThat(single).isCompletedWithValue(42);
  }

  static Stream<Named<FlowMaker<Later, String, Integer>>> later() {
    return Stream.of(Named.of("generated", RecoverFailureTest_LaterFlow::of));
  }

  @ParameterizedTest
  @MethodSource("later")
  void whatIsAwaitedInItsPlaceIsNotTakenAgain(FlowMaker<Later, String, Integer> maker) {
    Later later = new Later();
    TestLoop loop = new TestLoop();
    CompletableFuture<Integer> single = maker.of(later).on(loop).single("?");
    IOException second = new IOException("second");
    List<IOException> failures =
        List.of(new IOException("first"), second, new IOException("third"));
    for (IOException failure : failures) {
      loop.runAll();
      later.answers.get(later.answers.size() - 1).completeExceptionally(failure);
    }
    loop.runAll();
    assertThat(single).isCompletedExceptionally();
    assertThat(suppressed(failures.get(2))).containsExactly(second);
  }

  /** Reads on a worker thread. */
  static class Reader {
    final List<String> calls = new ArrayList<>();
    int opened;

    @Retry(times = 1, backoffMillis = 0, on = IllegalStateException.class)
    @Tunnel
    @Sequence
    Stream<Integer> rows(int last) {
      opened++;
      if (opened == 1) {
        throw new IllegalStateException("not yet");
      }
      return IntStream.rangeClosed(1, 4).mapToObj(row -> row(row, last));
    }

    private static int row(int row, int last) {
      if (row > last) {
        throw new IllegalStateException("row " + row);
      }
      return row;
    }

    @Recover("rows")
    List<Integer> rest(int last, IllegalStateException failure) {
      calls.add(failure.getMessage());
      return List.of(100);
    }

    @Retry(times = 1, backoffMillis = 0)
    @Tunnel
    @Function
    int twice(int row) {
      calls.add("twice " + row);
      if (calls.size() % 2 == 1) {
        throw new IllegalStateException("not now");
      }
      return 2 * row;
    }
  }

  static Stream<Named<FlowMaker<Reader, Integer, Integer>>> readers() {
    return Flows.of(
        RecoverFailureTest_ReaderFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(n -> d.rows(n)::iterator)
                .tunnel()
                .retry(AT_ONCE.withTimes(1))
                .recover(IllegalStateException.class, d::rest)
                .function(d::twice)
                .retry(AT_ONCE.withTimes(1))
                .tunnel()
                .build());
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whatFailsOnAWorkerIsTriedAgainAndTaken(FlowMaker<Reader, Integer, Integer> maker)
      throws Exception {
    Reader reader = new Reader();
    assertThat(maker.of(reader).collect(2)).containsExactly(2, 4, 200);
    assertThat(reader.opened).isEqualTo(2);
    assertThat(reader.calls)
        .containsExactly("twice 1", "twice 1", "twice 2", "twice 2", "row 3", "twice 100");
  }

  /** Fails until it has waited. */
  static class Patient {
    int calls;

    @Retry(times = 3, backoffMillis = 1_000)
    @Function
    String call(String text) {
      calls++;
      if (calls <= 3) {
        throw new IllegalStateException("not yet");
      }
      return text;
    }
  }

  static Stream<Named<FlowMaker<Patient, String, String>>> patients() {
    return Flows.of(
        RecoverFailureTest_PatientFlow::of,
        d ->
            Flow.<String>begin()
                .function(d::call)
                .retry(RetryPolicy.of(3).withBackoff(Duration.ofSeconds(1)))
                .build());
  }

  @ParameterizedTest
  @MethodSource("patients")
  void theLoopIsFreeBetweenTries(FlowMaker<Patient, String, String> maker) {
    Patient patient = new Patient();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(patient).on(loop).start("x", outputs::add);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    assertThat(patient.calls).isEqualTo(1);
    // With jitter the pauses are at the most one, two and four seconds long.
    loop.advance(Duration.ofSeconds(7));
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(patient.calls).isEqualTo(4);
    assertThat(outputs).containsExactly("x");
  }

  @Test
  void withoutJitterEachPauseIsTwiceAsLong() {
    Patient patient = new Patient();
    RetryPolicy policy = RetryPolicy.of(3).withBackoff(Duration.ofSeconds(1)).withJitter(false);
    TestLoop loop = new TestLoop();
    CompletableFuture<String> single =
        Flow.<String>begin().function(patient::call).retry(policy).build().on(loop).single("x");
    List<Integer> calls = new ArrayList<>();
    for (int second = 0; second < 8; second++) {
      loop.runAll();
      calls.add(patient.calls);
      loop.advance(Duration.ofSeconds(1));
    }
    assertThat(calls).containsExactly(1, 2, 2, 3, 3, 3, 3, 4);
    assertThat(single).isCompletedWithValue("x");
  }

  /** Its replacement fails as well. */
  static class Broken {
    final IllegalStateException first = new IllegalStateException("first");
    final IllegalArgumentException second = new IllegalArgumentException("second");

    @Sequence
    Stream<Integer> numbers(int last) {
      return IntStream.rangeClosed(1, last + 1).mapToObj(n -> upTo(last, n, first));
    }

    @Recover("numbers")
    Stream<Integer> more(int last, RuntimeException failure) {
      return IntStream.rangeClosed(1, last + 1).mapToObj(n -> -upTo(last, n, second));
    }

    private static int upTo(int last, int n, RuntimeException failure) {
      if (n > last) {
        throw failure;
      }
      return n;
    }
  }

  static Stream<Named<FlowMaker<Broken, Integer, Integer>>> broken() {
    return Flows.of(
        RecoverFailureTest_BrokenFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(n -> d.numbers(n)::iterator)
                .recover(RuntimeException.class, (n, failure) -> d.more(n, failure)::iterator)
                .build());
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aSourceThatStandsInForAnotherIsNotReplacedAgain(FlowMaker<Broken, Integer, Integer> maker) {
    Broken broken = new Broken();
    List<Integer> outputs = new ArrayList<>();
    assertThatThrownBy(() -> maker.of(broken).run(2, outputs::add)).isSameAs(broken.second);
    assertThat(outputs).containsExactly(1, 2, -1, -2);
    assertThat(suppressed(broken.second)).containsExactly(broken.first);
  }
}
