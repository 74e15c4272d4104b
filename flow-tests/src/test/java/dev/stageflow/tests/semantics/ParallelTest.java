package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several items are in a stage at once; all else is as if they came one after the other. */
@Timeout(60)
class ParallelTest {

  /** Answers that come when the test gives them. */
  static class Service {
    final List<String> log = new ArrayList<>();
    final Map<String, CompletableFuture<String>> requests = new TreeMap<>();

    CompletableFuture<String> ask(String item) {
      log.add("ask " + item);
      CompletableFuture<String> request = new CompletableFuture<>();
      requests.put(item, request);
      return request;
    }

    void answer(String... items) {
      for (String item : items) {
        requests.get(item).complete(item.toUpperCase(Locale.ROOT));
      }
    }

    List<String> asked() {
      return log.stream()
          .filter(entry -> entry.startsWith("ask "))
          .map(entry -> entry.substring(4))
          .toList();
    }
  }

  /** Orders of items, three of which are asked for at once. */
  @FlowDefinition(extensible = true)
  static class Shop extends Service {
    @Sequence
    List<String> orders(String input) {
      return List.of(input.split(" "));
    }

    @Sequence
    List<String> items(String order) {
      log.add("items " + order);
      return List.of(order.split(","));
    }

    @Parallel(3)
    @Function
    CompletionStage<String> price(String item) {
      return ask(item);
    }

    @Function
    String line(String price, @Upstream("orders") String order, @Upstream("items") String item) {
      return order + "/" + item + "=" + price;
    }
  }

  static final FlowKey<String> ORDER = FlowKey.of("order", String.class);
  static final FlowKey<String> ITEM = FlowKey.of("item", String.class);

  static Stream<Named<FlowMaker<Shop, String, String>>> flows() {
    return Flows.of(
        ParallelTest_ShopFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::orders)
                .named(ORDER)
                .sequence(shop::items)
                .named(ITEM)
                .functionAsync(shop::price)
                .named("price")
                .parallel(3)
                .function(ITEM, (price, item) -> item + "=" + price)
                .function(ORDER, (line, order) -> order + "/" + line)
                .build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void asManyAreStartedAsTheLimitSaysAndGoOnInTheirOrder(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(shop).on(loop).start("a,b c d,e", outputs::add);
    loop.runAll();
    assertThat(shop.log).containsExactly("items a,b", "ask a", "ask b", "items c", "ask c");
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    shop.answer("b", "c");
    loop.runAll();
    assertThat(outputs).isEmpty();
    shop.answer("a");
    loop.runAll();
    assertThat(outputs).containsExactly("a,b/a=A", "a,b/b=B", "c/c=C");
    assertThat(shop.asked()).containsExactly("a", "b", "c", "d", "e");
    shop.answer("e", "d");
    loop.runAll();
    assertThat(outputs).endsWith("d,e/d=D", "d,e/e=E").hasSize(5);
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void allThatIsInTheStageIsCancelledWithTheRun(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(shop).on(loop).start("a,b,c,d");
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(shop.requests.values()).hasSize(3).allMatch(CompletableFuture::isCancelled);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theFirstFailureInTheItemsOrderIsTheRuns(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(shop).on(loop).start("a,b,c,d", outputs::add);
    CompletableFuture<Throwable> end =
        run.completion().toCompletableFuture().handle((all, thrown) -> thrown);
    loop.runAll();
    IOException second = new IOException("b");
    IOException third = new IOException("c");
    shop.requests.get("c").completeExceptionally(third);
    loop.runAll();
    shop.requests.get("b").completeExceptionally(second);
    loop.runAll();
    assertThat(end).isNotDone();
    shop.answer("a");
    loop.runAll();
    assertThat(outputs).containsExactly("a,b,c,d/a=A");
    assertThat(end).isCompletedWithValue(second);
    assertThat(run.state()).isEqualTo(FlowRun.State.FAILED);
    assertThat(shop.requests.getOrDefault("d", CompletableFuture.failedFuture(third))).isDone();
    assertThat(FlowTrace.of(second).orElseThrow().toString()).contains("#2 = b");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aTraceShowsWhatIsInTheStageAndForHowLong(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(shop).on(loop).start("a,b c");
    loop.runAll();
    CompletableFuture<FlowTrace> trace = run.trace().toCompletableFuture();
    loop.runAll();
    FlowTrace.Level level = trace.join().levels().get(trace.join().levels().size() - 1);
    assertThat(level.stage()).isEqualTo("price");
    assertThat(level.inFlight())
        .extracting(FlowTrace.InFlight::item)
        .containsExactly("a", "b", "c");
    assertThat(level.inFlight()).extracting(FlowTrace.InFlight::stage).containsOnly("price");
    assertThat(level.inFlight()).allMatch(one -> one.since().compareTo(Duration.ZERO) > 0);
    assertThat(level.toString()).matches("price #0, in flight: a for \\d+ ms, b .* ms, c .* ms");
    run.cancel();
    loop.runAll();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aFailureInTheStageIsNotOnTheWayOfWhatHasLeftIt(FlowMaker<Shop, String, String> maker) {
    for (List<String> answered : List.of(List.<String>of(), List.of("a"))) {
      Shop shop = new Shop();
      TestLoop loop = new TestLoop();
      CompletableFuture<List<String>> all = maker.of(shop).on(loop).collect("a,b");
      loop.runAll();
      String failing = answered.isEmpty() ? "a" : "b";
      shop.answer(answered.toArray(String[]::new));
      loop.runAll();
      IOException failure = new IOException(failing);
      shop.requests.get(failing).completeExceptionally(failure);
      loop.runAll();
      assertThat(all).isCompletedExceptionally();
      assertThat(FlowTrace.of(failure).orElseThrow().levels())
          .filteredOn(level -> level.stage().equals("price"))
          .singleElement()
          .satisfies(
              level -> {
                assertThat(level.items()).isEqualTo(answered.size());
                assertThat(level.item()).isNull();
                assertThat(level.at()).isNull();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void progressAndListenersKnowHowFullTheStageIs(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    TestLoop loop = new TestLoop();
    List<Integer> counts = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onPause(FlowRun run, Pause pause) {
            counts.add(pause.inFlight());
          }
        };
    FlowRun run = maker.of(shop).on(loop).listener(listener).start("a,b c,d");
    assertThat(run.progress().levels()).isEmpty();
    loop.runAll();
    shop.answer("a");
    loop.runAll();
    shop.answer("b", "c");
    loop.runAll();
    assertThat(counts).containsExactly(3, 3, 1);
    assertThat(run.progress().levels())
        .filteredOn(level -> level.stage().equals("price"))
        .extracting(FlowProgress.Level::inFlight)
        .containsExactly(1);
    shop.answer("d");
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aStreamStopsAtTheVeryOutputAndClosesWhatIsInTheStage(FlowMaker<Shop, String, String> maker) {
    Shop shop =
        new Shop() {
          @Override
          CompletableFuture<String> ask(String item) {
            CompletableFuture<String> request = super.ask(item);
            if (item.equals("a")) {
              request.complete("A");
            }
            return request;
          }
        };
    try (Stream<String> lines = maker.of(shop).stream("a,b,c,d,e")) {
      assertThat(lines.limit(1).toList()).containsExactly("a,b,c,d,e/a=A");
    }
    assertThat(shop.asked().size()).isLessThanOrEqualTo(4);
    assertThat(shop.requests.values()).allMatch(CompletableFuture::isDone);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whateverTheOrderOfTheAnswersTheOutputsAreThoseOfOneAfterTheOther(
      FlowMaker<Shop, String, String> maker) {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      String input =
          IntStream.range(0, 6)
              .mapToObj(
                  order ->
                      IntStream.rangeClosed(0, random.nextInt(4))
                          .mapToObj(item -> "i" + order + item)
                          .reduce((a, b) -> a + "," + b)
                          .orElseThrow())
              .reduce((a, b) -> a + " " + b)
              .orElseThrow();
      List<String> expected = new ArrayList<>();
      for (String order : input.split(" ")) {
        for (String item : order.split(",")) {
          expected.add(order + "/" + item + "=" + item.toUpperCase(Locale.ROOT));
        }
      }
      Shop shop = new Shop();
      TestLoop loop = new TestLoop();
      CompletableFuture<List<String>> outputs =
          maker.of(shop).on(loop).timeSlice(Duration.ofNanos(1)).collect(input);
      loop.runAll();
      while (!outputs.isDone()) {
        List<String> open =
            shop.requests.entrySet().stream()
                .filter(request -> !request.getValue().isDone())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(open).hasSizeBetween(1, 3);
        shop.answer(open.get(random.nextInt(open.size())));
        loop.runAll();
      }
      assertThat(outputs).isCompletedWithValue(expected);
    }
  }

  /** What comes first goes on first; of two items of a customer one is asked for at a time. */
  @FlowDefinition(extensible = true)
  static class Unordered extends Service {
    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Parallel(value = 4, ordered = false, key = "customer")
    @Function
    CompletionStage<String> price(String item) throws PauseFlow {
      return ask(item);
    }

    @Nullable String customer(String item) {
      return item.startsWith("-") ? null : item.substring(0, 1);
    }

    @Filter
    boolean isKnown(String price) {
      return !price.endsWith("?");
    }
  }

  static Stream<Named<FlowMaker<Unordered, String, String>>> unordered() {
    return Flows.of(
        ParallelTest_UnorderedFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::items)
                .functionAsync(shop::price)
                .parallel(4)
                .unordered()
                .key(shop::customer)
                .filter(shop::isKnown)
                .build());
  }

  /** A flow for each item, two of which run at once. */
  @FlowDefinition(extensible = true)
  static class UnorderedFlows extends Service {
    private final Flow<String, String> asking =
        Flow.<String>begin().functionAsync(this::ask).build();

    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Parallel(value = 2, ordered = false)
    @Subflow
    Flow<String, String> flow(String item) {
      return asking;
    }
  }

  static Stream<Named<FlowMaker<UnorderedFlows, String, String>>> unorderedFlows() {
    return Flows.of(
        ParallelTest_UnorderedFlowsFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::items)
                .subflow(shop::flow)
                .parallel(2)
                .unordered()
                .build());
  }

  @ParameterizedTest
  @MethodSource("unorderedFlows")
  void withoutAnOrderAFlowThatIsOverMakesRoomForOneMore(
      FlowMaker<UnorderedFlows, String, String> maker) {
    UnorderedFlows shop = new UnorderedFlows();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(shop).on(loop).start("a b c d e f", outputs::add);
    loop.runAll();
    assertThat(shop.asked()).containsExactly("a", "b");
    for (String item : List.of("a", "b", "c", "d")) {
      int asked = shop.asked().size();
      shop.answer(item);
      loop.runAll();
      assertThat(shop.asked()).hasSize(asked + 1);
    }
    shop.answer("e", "f");
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(outputs).containsExactly("A", "B", "C", "D", "E", "F");
  }

  @ParameterizedTest
  @MethodSource("unordered")
  void withoutAnOrderWhatComesFirstGoesOnFirst(FlowMaker<Unordered, String, String> maker) {
    Unordered shop = new Unordered();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(shop).on(loop).start("a b c d e f?", outputs::add);
    loop.runAll();
    assertThat(shop.asked()).containsExactly("a", "b", "c", "d");
    shop.answer("d", "b");
    loop.runAll();
    assertThat(outputs).containsExactly("D", "B");
    assertThat(shop.asked()).endsWith("e", "f?");
    shop.answer("f?", "e", "a", "c");
    loop.runAll();
    assertThat(outputs).containsExactly("D", "B", "E", "A", "C");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("unordered")
  void withoutAnOrderWhatHasComeBeforeAFailureAheadGoesOn(
      FlowMaker<Unordered, String, String> maker) {
    IOException failure = new IOException("no more items");
    Unordered shop =
        new Unordered() {
          @Override
          CompletableFuture<String> ask(String item) {
            CompletableFuture<String> request = super.ask(item);
            answer(item);
            return request;
          }

          @Override
          @Nullable String customer(String item) {
            if (item.equals("c")) {
              throw new UncheckedIOException(failure);
            }
            return null;
          }
        };
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(shop).on(loop).start("a b c d", outputs::add);
    CompletableFuture<Throwable> end =
        run.completion().toCompletableFuture().handle((all, thrown) -> thrown.getCause());
    loop.runAll();
    assertThat(outputs).containsExactly("A", "B");
    assertThat(end).isCompletedWithValue(failure);
  }

  @ParameterizedTest
  @MethodSource("unordered")
  void anItemWhoseKeyIsFreeAgainIsNotStartedAfterAPauseFromInside(
      FlowMaker<Unordered, String, String> maker) {
    List<FlowRun> runs = new ArrayList<>();
    Unordered shop =
        new Unordered() {
          @Override
          CompletionStage<String> price(String item) throws PauseFlow {
            if (item.equals("a1") && asked().isEmpty()) {
              super.price("first");
              throw PauseFlow.now();
            }
            if (item.equals("a1")) {
              runs.get(0).pause();
            }
            CompletionStage<String> price = super.price(item);
            answer(item);
            return price;
          }
        };
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    runs.add(maker.of(shop).on(loop).start("a1 a2", outputs::add));
    loop.runAll();
    loop.advance(Duration.ofSeconds(1));
    loop.runAll();
    assertThat(shop.asked()).containsExactly("first", "a1");
    runs.get(0).resume();
    loop.runAll();
    assertThat(shop.asked()).containsExactly("first", "a1", "a2");
    assertThat(outputs).containsExactly("A1", "A2");
  }

  @ParameterizedTest
  @MethodSource("unordered")
  void withoutAnOrderTheFirstFailureInTimeIsTheRuns(FlowMaker<Unordered, String, String> maker) {
    Unordered shop = new Unordered();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<String>> outputs = maker.of(shop).on(loop).collect("a b c d");
    loop.runAll();
    IOException failure = new IOException("c");
    shop.requests.get("c").completeExceptionally(failure);
    loop.runAll();
    assertThat(outputs.handle((all, thrown) -> thrown)).isCompletedWithValue(failure);
    assertThat(shop.requests.values()).allMatch(CompletableFuture::isDone);
  }

  @ParameterizedTest
  @MethodSource("unordered")
  void itemsOfEqualKeysGoThroughOneAfterTheOther(FlowMaker<Unordered, String, String> maker) {
    Unordered shop = new Unordered();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(shop).on(loop).start("a1 a2 b1 a3 -1 -2", outputs::add);
    loop.runAll();
    assertThat(shop.asked()).containsExactly("a1", "b1");
    shop.answer("a1");
    loop.runAll();
    assertThat(shop.asked()).containsExactly("a1", "b1", "a2", "-1");
    shop.answer("b1", "a2");
    loop.runAll();
    shop.answer("a3", "-1", "-2");
    loop.runAll();
    assertThat(outputs).containsExactlyInAnyOrder("A1", "A2", "A3", "B1", "-1", "-2");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  /** Contexts, hooks and accumulators around a parallel stage. */
  @FlowDefinition(extensible = true)
  static class Totals extends Service {
    @Context(onFlush = "flush", onClose = "close")
    @Sequence(onFinish = "finish")
    List<String> orders(String input) {
      return List.of(input.split(" "));
    }

    @Context(onClose = "closeOrder")
    @Sequence(onFinish = "finishOrder")
    List<String> items(String order) {
      return List.of(order.split(","));
    }

    @Parallel(2)
    @Function
    CompletionStage<String> price(String item) {
      return ask(item);
    }

    @Accumulate
    String join(String all, String price) {
      log.add("add " + price);
      return all + price;
    }

    String start = "";

    @Parallel(2)
    @Function
    CompletionStage<String> store(String joined) {
      return ask(joined.toLowerCase(Locale.ROOT));
    }

    @Function
    String stored(String order) {
      log.add("stored " + order);
      return order;
    }

    void flush() {
      log.add("flush");
    }

    void close() {
      log.add("close");
    }

    void finish() {
      log.add("finish");
    }

    void closeOrder(@Upstream("orders") String order) {
      log.add("close " + order);
    }

    void finishOrder(@Upstream("orders") String order) {
      log.add("finish " + order);
    }
  }

  static Stream<Named<FlowMaker<Totals, String, String>>> totals() {
    return Flows.of(
        ParallelTest_TotalsFlow::of,
        totals ->
            Flow.<String>begin()
                .context(totals::flush)
                .onClose(totals::close)
                .sequence(totals::orders)
                .named(ORDER)
                .onFinish(totals::finish)
                .context()
                .onClose(ORDER, totals::closeOrder)
                .sequence(totals::items)
                .onFinish(() -> totals.finishOrder("order"))
                .functionAsync(totals::price)
                .parallel(2)
                .accumulate(() -> "", totals::join)
                .functionAsync(totals::store)
                .parallel(2)
                .function(totals::stored)
                .build());
  }

  @ParameterizedTest
  @MethodSource("totals")
  void hooksAndContextsWaitForWhatWasStartedBefore(FlowMaker<Totals, String, String> maker) {
    Totals totals = new Totals();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(totals).on(loop).start("a,b,c d");
    loop.runAll();
    assertThat(totals.log).containsExactly("ask a", "ask b");
    totals.answer("b", "a");
    loop.runAll();
    assertThat(totals.log)
        .containsExactlyInAnyOrder("ask a", "ask b", "add A", "add B", "ask c")
        .containsSubsequence("ask a", "ask b", "add A", "add B");
    totals.log.clear();
    totals.answer("c");
    loop.runAll();
    assertThat(totals.log.get(0)).isEqualTo("add C");
    assertThat(totals.log.get(1)).startsWith("finish ");
    assertThat(totals.log.get(2)).isEqualTo("ask abc");
    assertThat(totals.log).hasSize(3);
    totals.answer("abc");
    loop.runAll();
    assertThat(totals.log.subList(3, 6)).containsExactly("stored ABC", "close a,b,c", "ask d");
    totals.answer("d");
    loop.runAll();
    totals.answer("d");
    loop.runAll();
    assertThat(totals.log.subList(totals.log.size() - 5, totals.log.size()))
        .containsExactly("stored D", "close d", "finish", "flush", "close");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  /** A part that runs ahead and one that follows, both of which pause and fail. */
  @FlowDefinition(extensible = true)
  static class Pausing extends Service {
    final CompletableFuture<Void> ahead = new CompletableFuture<>();
    final CompletableFuture<Void> after = new CompletableFuture<>();

    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Function
    String check(String item) throws PauseFlow, IOException {
      if (item.startsWith("pause") && !ahead.isDone()) {
        throw PauseFlow.until(ahead);
      }
      if (item.equals("fail")) {
        throw new IOException("check");
      }
      log.add("check " + item);
      return item;
    }

    @Parallel(4)
    @Function
    CompletionStage<String> price(String item) {
      return ask(item);
    }

    @Function
    String use(String price) throws PauseFlow {
      if (price.startsWith("WAIT") && !after.isDone()) {
        throw PauseFlow.until(after);
      }
      log.add("use " + price);
      return price;
    }
  }

  static Stream<Named<FlowMaker<Pausing, String, String>>> pausing() {
    return Flows.of(
        ParallelTest_PausingFlow::of,
        stages ->
            Flow.<String>begin()
                .sequence(stages::items)
                .function(stages::check)
                .functionAsync(stages::price)
                .parallel(4)
                .function(stages::use)
                .build());
  }

  @ParameterizedTest
  @MethodSource("pausing")
  void resultsGoOnWhileThePartAheadPauses(FlowMaker<Pausing, String, String> maker) {
    Pausing stages = new Pausing();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(stages).on(loop).start("a pause b");
    loop.runAll();
    assertThat(stages.log).containsExactly("check a", "ask a");
    stages.answer("a");
    loop.runAll();
    assertThat(stages.log).endsWith("use A");
    stages.ahead.complete(null);
    loop.runAll();
    assertThat(stages.asked()).containsExactly("a", "pause", "b");
    stages.answer("pause", "b");
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(stages.log).endsWith("use PAUSE", "use B");
  }

  @ParameterizedTest
  @MethodSource("pausing")
  void thePartAheadGoesOnWhileWhatFollowsPauses(FlowMaker<Pausing, String, String> maker) {
    Pausing stages = new Pausing();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(stages).on(loop).start("wait b pause c d e f");
    loop.runAll();
    stages.answer("wait");
    loop.runAll();
    assertThat(stages.log).doesNotContain("use WAIT");
    stages.ahead.complete(null);
    loop.runAll();
    assertThat(stages.asked()).containsExactly("wait", "b", "pause", "c", "d");
    stages.answer("b", "pause", "c", "d");
    loop.runAll();
    assertThat(stages.log).doesNotContain("use B");
    stages.after.complete(null);
    loop.runAll();
    stages.answer("e", "f");
    loop.runAll();
    assertThat(stages.log.stream().filter(entry -> entry.startsWith("use ")))
        .containsExactly("use WAIT", "use B", "use PAUSE", "use C", "use D", "use E", "use F");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("pausing")
  void aFailureOfThePartAheadComesAfterTheItemsBeforeIt(FlowMaker<Pausing, String, String> maker) {
    Pausing stages = new Pausing();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<String>> outputs = maker.of(stages).on(loop).collect("a b fail c");
    loop.runAll();
    assertThat(outputs).isNotDone();
    stages.answer("b", "a");
    loop.runAll();
    assertThat(stages.log).endsWith("use A", "use B");
    Throwable failure = outputs.handle((all, thrown) -> thrown).join();
    assertThat(failure).isInstanceOf(IOException.class).hasMessage("check");
    assertThat(FlowTrace.of(failure).orElseThrow().toString()).contains("#3 = fail");
  }

  @ParameterizedTest
  @MethodSource("pausing")
  void afterAPauseFromInsideNoFurtherStageIsCalled(FlowMaker<Pausing, String, String> maker) {
    TestLoop loop = new TestLoop();
    List<FlowRun> runs = new ArrayList<>();
    Pausing stages =
        new Pausing() {
          @Override
          CompletableFuture<String> ask(String item) {
            if (item.equals("b")) {
              runs.get(0).pause();
            }
            return super.ask(item);
          }
        };
    runs.add(maker.of(stages).on(loop).start("a b c d"));
    loop.runAll();
    assertThat(stages.log).containsExactly("check a", "ask a", "check b", "ask b");
    assertThat(runs.get(0).state()).isEqualTo(FlowRun.State.PAUSED);
    stages.answer("a");
    loop.runAll();
    assertThat(stages.log).endsWith("ask b");
    runs.get(0).resume();
    loop.runAll();
    stages.answer("b", "c", "d");
    loop.runAll();
    assertThat(runs.get(0).state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  /** Tries again, and then takes what is left. */
  @FlowDefinition(extensible = true)
  static class Trying extends Service {
    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Parallel(2)
    @Retry(times = 1, backoffMillis = 50)
    @Function
    CompletionStage<String> price(String item) {
      return ask(item);
    }

    @Recover("price")
    @Nullable String none(String item, IOException failure) {
      return item.equals("drop") ? null : "no " + item;
    }
  }

  static Stream<Named<FlowMaker<Trying, String, String>>> trying() {
    return Flows.of(
        ParallelTest_TryingFlow::of,
        stages ->
            Flow.<String>begin()
                .sequence(stages::items)
                .functionAsync(stages::price)
                .parallel(2)
                .retry(RetryPolicy.of(1).withBackoff(Duration.ofMillis(50)))
                .recover(IOException.class, stages::none)
                .build());
  }

  @ParameterizedTest
  @MethodSource("trying")
  void eachItemIsTriedAgainAndRecoveredOnItsOwn(FlowMaker<Trying, String, String> maker)
      throws Exception {
    Trying stages =
        new Trying() {
          @Override
          CompletableFuture<String> ask(String item) {
            CompletableFuture<String> request = super.ask(item);
            if (item.equals("b") && asked().stream().filter(item::equals).count() == 1) {
              request.completeExceptionally(new IOException("once"));
            } else if (item.equals("c") || item.equals("drop")) {
              request.completeExceptionally(new IOException("always"));
            } else {
              answer(item);
            }
            return request;
          }
        };
    assertThat(maker.of(stages).collect("a b c drop d")).containsExactly("A", "B", "no c", "D");
    assertThat(stages.asked()).contains("a", "d").containsSubsequence("b", "b");
    assertThat(stages.asked().stream().filter("c"::equals)).hasSize(2);
  }

  /** What fails goes to a sink of its own, and what a stage gives to another one as well. */
  static class Rejecting extends Service {
    final List<String> rejected = new ArrayList<>();
    final List<String> noted = new ArrayList<>();

    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Output("notes")
    @Parallel(3)
    @Function
    CompletionStage<String> price(String item) {
      return ask(item);
    }

    @Recover("price")
    @Output("rejects")
    String reject(String item, IOException failure) {
      return item + "!";
    }

    @Function
    String line(String price) {
      return price + ";";
    }
  }

  static Stream<Named<FlowMaker<Rejecting, String, String>>> rejecting() {
    return Stream.of(
        Named.of(
            "generated",
            stages ->
                ParallelTest_RejectingFlow.of(stages)
                    .outputs(stages.noted::add, stages.rejected::add)),
        Named.of(
            "built",
            stages ->
                Flow.<String>begin()
                    .sequence(stages::items)
                    .functionAsync(stages::price)
                    .parallel(3)
                    .recoverTo(IOException.class, stages::reject, stages.rejected::add)
                    .output("notes", stages.noted::add)
                    .function(stages::line)
                    .build()));
  }

  @ParameterizedTest
  @MethodSource("rejecting")
  void whatARecoverGivesToASinkDropsTheItem(FlowMaker<Rejecting, String, String> maker) {
    Rejecting stages = new Rejecting();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<String>> outputs = maker.of(stages).on(loop).collect("a b c");
    loop.runAll();
    stages.requests.get("b").completeExceptionally(new IOException("b"));
    stages.answer("c", "a");
    loop.runAll();
    assertThat(outputs).isCompletedWithValue(List.of("A;", "C;"));
    assertThat(stages.rejected).containsExactly("b!");
    assertThat(stages.noted).containsExactly("A", "C");
  }

  /** Each item's flow has a stack of its own. */
  @FlowDefinition(extensible = true)
  static class Merged {
    final AtomicInteger most = new AtomicInteger();

    @Sequence
    List<FlowIterator<String>> sources(List<FlowIterator<String>> sources) {
      return sources;
    }

    @Parallel(8)
    @Subflow
    Flow<FlowIterator<String>, String> read(FlowIterator<String> source) {
      return Flow.<FlowIterator<String>>begin().sequenceFrom(it -> it).build();
    }

    @Function
    String mark(String text) {
      return text + "!";
    }
  }

  static Stream<Named<FlowMaker<Merged, List<FlowIterator<String>>, String>>> merged() {
    return Flows.of(
        ParallelTest_MergedFlow::of,
        stages ->
            Flow.<List<FlowIterator<String>>>begin()
                .sequence(stages::sources)
                .subflow(stages::read)
                .parallel(8)
                .function(stages::mark)
                .build());
  }

  /** A source that pauses until it is given something, and says whether it is closed. */
  static final class Source implements FlowIterator<String> {
    private final List<String> items = new ArrayList<>();
    private CompletableFuture<Void> more = new CompletableFuture<>();
    private boolean ends;
    boolean closed;
    int taken;

    void give(String... given) {
      items.addAll(List.of(given));
      more.complete(null);
    }

    void end() {
      ends = true;
      more.complete(null);
    }

    @Override
    public @Nullable String next() throws PauseFlow {
      if (items.isEmpty()) {
        if (ends) {
          return null;
        }
        more = new CompletableFuture<>();
        throw PauseFlow.until(more);
      }
      taken++;
      return items.remove(0);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @ParameterizedTest
  @MethodSource("merged")
  void outputsOfASubflowWaitForThoseBeforeThemInABoundedBuffer(
      FlowMaker<Merged, List<FlowIterator<String>>, String> maker) {
    TestLoop loop = new TestLoop();
    Source first = new Source();
    Source second = new Source();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(new Merged()).on(loop).start(List.of(first, second), outputs::add);
    second.give(IntStream.range(0, 100).mapToObj(i -> "s" + i).toArray(String[]::new));
    loop.runAll();
    assertThat(outputs).isEmpty();
    assertThat(second.taken).isBetween(1, 20);
    first.give("f0", "f1");
    loop.runAll();
    assertThat(outputs).containsExactly("f0!", "f1!");
    first.end();
    second.end();
    loop.runAll();
    assertThat(outputs).hasSize(102).endsWith("s99!");
    assertThat(first.closed && second.closed).isTrue();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("merged")
  void aCancelledRunClosesTheSourcesOfAllItsSubflows(
      FlowMaker<Merged, List<FlowIterator<String>>, String> maker) {
    TestLoop loop = new TestLoop();
    List<FlowIterator<String>> sources = List.of(new Source(), new Source(), new Source());
    FlowRun run = maker.of(new Merged()).on(loop).start(sources);
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(sources).allMatch(source -> ((Source) source).closed);
  }

  /** Consumers on worker threads. */
  static class Saving {
    final CyclicBarrier together = new CyclicBarrier(4);
    final AtomicInteger saved = new AtomicInteger();

    @Sequence
    int[] numbers(int count) {
      return IntStream.range(0, count).toArray();
    }

    @Parallel(4)
    @Tunnel
    @Function
    void save(int number) throws InterruptedException, BrokenBarrierException {
      together.await();
      saved.addAndGet(number);
    }
  }

  @Test
  void aTunnelledConsumerIsCalledOnSeveralThreadsAtOnce() throws Exception {
    Saving saving = new Saving();
    ParallelTest_SavingFlow.of(saving).run(8);
    assertThat(saving.saved).hasValue(28);
  }

  /** Batches that are gathered ahead of the stage. */
  @FlowDefinition(extensible = true)
  static class Batches extends Service {
    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Accumulate(flushWhen = "isFull")
    void add(List<String> batch, String item) {
      batch.add(item);
    }

    boolean isFull(List<String> batch) {
      return batch.size() == 2;
    }

    @Parallel(2)
    @Function
    CompletionStage<String> send(List<String> batch) {
      return ask(String.join("+", batch));
    }

    @Accumulate(start = "none")
    String join(String all, String sent) {
      return all + "," + sent;
    }

    String none() {
      return "";
    }
  }

  static Stream<Named<FlowMaker<Batches, String, String>>> batches() {
    return Flows.of(
        ParallelTest_BatchesFlow::of,
        stages ->
            Flow.<String>begin()
                .sequence(stages::items)
                .<List<String>>accumulateInto(ArrayList::new, stages::add)
                .flushWhen(stages::isFull)
                .functionAsync(stages::send)
                .parallel(2)
                .accumulate(stages::none, stages::join)
                .build());
  }

  @ParameterizedTest
  @MethodSource("batches")
  void whatIsGatheredAheadIsStartedAtOnceAndTheRestAtTheEnd(
      FlowMaker<Batches, String, String> maker) {
    Batches stages = new Batches();
    TestLoop loop = new TestLoop();
    CompletableFuture<String> output = maker.of(stages).on(loop).single("a b c d e");
    loop.runAll();
    assertThat(stages.asked()).containsExactly("a+b", "c+d");
    stages.answer("c+d", "a+b");
    loop.runAll();
    assertThat(stages.asked()).containsExactly("a+b", "c+d", "e");
    stages.answer("e");
    loop.runAll();
    assertThat(output).isCompletedWithValue(",A+B,C+D,E");
  }

  @Test
  void aBreakOutsideOfASubflowCancelsWhatIsInItsStages() {
    Service service = new Service();
    Flow<String, String> prices =
        Flow.<String>begin()
            .sequence(order -> List.of(order.split(",")))
            .functionAsync(service::ask)
            .parallel(3)
            .build();
    TestLoop loop = new TestLoop();
    FlowRun run =
        Flow.<String>begin()
            .sequence(input -> List.of(input.split(" ")))
            .named("orders")
            .subflow(order -> prices)
            .filter(price -> !price.equals("A"))
            .orBreak("orders")
            .build()
            .on(loop)
            .start("a,b,c,d e");
    loop.runAll();
    service.answer("a");
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(service.asked()).doesNotContain("e");
    assertThat(service.requests.values()).allMatch(CompletableFuture::isDone);
    assertThat(service.requests.get("b")).isCancelled();
  }

  /** Two parallel stages, and a hook ahead of both. */
  @FlowDefinition(extensible = true)
  static class Twice extends Service {
    @Sequence
    List<String> orders(String input) {
      return List.of(input.split(" "));
    }

    @Sequence(onFinish = "finish")
    List<String> items(String order) {
      return List.of(order.split(","));
    }

    void finish() {
      log.add("finish");
    }

    @Parallel(2)
    @Function
    CompletionStage<String> price(String item) {
      return ask(item);
    }

    @Parallel(2)
    @Function
    CompletionStage<String> store(String price) {
      return ask(price + "2");
    }
  }

  static Stream<Named<FlowMaker<Twice, String, String>>> twice() {
    return Flows.of(
        ParallelTest_TwiceFlow::of,
        stages ->
            Flow.<String>begin()
                .sequence(stages::orders)
                .sequence(stages::items)
                .onFinish(stages::finish)
                .functionAsync(stages::price)
                .parallel(2)
                .functionAsync(stages::store)
                .parallel(2)
                .build());
  }

  @ParameterizedTest
  @MethodSource("twice")
  void aHookWaitsForAllParallelStagesAfterIt(FlowMaker<Twice, String, String> maker) {
    Twice stages = new Twice();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<String>> outputs = maker.of(stages).on(loop).collect("a,b c");
    loop.runAll();
    stages.answer("a", "b");
    loop.runAll();
    assertThat(stages.log).containsExactly("ask a", "ask b", "ask A2", "ask B2");
    stages.answer("A2", "B2");
    loop.runAll();
    assertThat(stages.log).endsWith("finish", "ask c");
    stages.answer("c");
    loop.runAll();
    stages.answer("C2");
    loop.runAll();
    assertThat(stages.log).endsWith("ask C2", "finish");
    assertThat(outputs).isCompletedWithValue(List.of("A2", "B2", "C2"));
  }

  /** Answers at once on another thread. */
  @FlowDefinition(durable = true)
  static class Digits {
    @Sequence
    List<String> numbers(String line) {
      return List.of(line.split(" "));
    }

    @Sequence
    List<String> digits(String number) {
      return List.of(number.split(""));
    }

    @Parallel(3)
    @Function
    CompletableFuture<Integer> value(String digit) {
      return CompletableFuture.supplyAsync(() -> Integer.valueOf(digit));
    }

    @Accumulate
    int total(int total, int value) {
      return total + value;
    }
  }

  /** A parallel stage within a context, and another one after it. */
  @FlowDefinition(extensible = true)
  static class Nested {
    @Context(onClose = "close")
    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Parallel(2)
    @Function
    CompletionStage<Integer> square(Integer number) {
      return CompletableFuture.completedFuture(number * number);
    }

    @Accumulate
    int sum(int sum, int square) {
      return sum + square;
    }

    @Sequence
    List<Integer> parts(int sum) {
      return List.of(sum, -sum);
    }

    @Parallel(2)
    @Function
    CompletionStage<String> text(Integer part) {
      return CompletableFuture.completedFuture("=" + part);
    }

    void close() {}
  }

  static Stream<Named<FlowMaker<Nested, Integer, String>>> nested() {
    return Flows.of(
        ParallelTest_NestedFlow::of,
        stages ->
            Flow.<Integer>begin()
                .context()
                .onClose(stages::close)
                .sequence(stages::numbers)
                .functionAsync(stages::square)
                .parallel(2)
                .accumulate(() -> 0, stages::sum)
                .sequence(stages::parts)
                .functionAsync(stages::text)
                .parallel(2)
                .build());
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aParallelStageMayStandWithinAContextThatIsAheadOfAnother(
      FlowMaker<Nested, Integer, String> maker) throws Exception {
    assertThat(maker.of(new Nested()).collect(3)).containsExactly("=14", "=-14");
  }

  /** The run passes something on even if its input is dropped. */
  @FlowDefinition(extensible = true)
  static class Emitting {
    @Filter
    boolean wanted(Integer count) {
      return count > 0;
    }

    @Sequence
    List<Integer> numbers(Integer count) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Accumulate(emitEmpty = true)
    int sum(int sum, int number) {
      return sum + number;
    }

    @Sequence
    List<Integer> parts(int sum) {
      return List.of(sum, -1);
    }

    @Parallel(2)
    @Function
    CompletionStage<String> text(Integer part) {
      return CompletableFuture.completedFuture("=" + part);
    }
  }

  static Stream<Named<FlowMaker<Emitting, Integer, String>>> emitting() {
    return Flows.of(
        ParallelTest_EmittingFlow::of,
        stages ->
            Flow.<Integer>begin()
                .filter(stages::wanted)
                .sequence(stages::numbers)
                .accumulate(() -> 0, stages::sum)
                .emitEmpty()
                .sequence(stages::parts)
                .functionAsync(stages::text)
                .parallel(2)
                .build());
  }

  @ParameterizedTest
  @MethodSource("emitting")
  void whatARunEmitsThoughItsInputIsDroppedComesToAParallelStage(
      FlowMaker<Emitting, Integer, String> maker) throws Exception {
    assertThat(maker.of(new Emitting()).collect(0)).containsExactly("=0", "=-1");
    assertThat(maker.of(new Emitting()).collect(3)).containsExactly("=6", "=-1");
  }

  @Test
  void aRehearsalMayPauseFailCancelAndSaveEverywhere() {
    FlowRehearsal.of(ParallelTest_DigitsFlow.create(), "12 34 5")
        .gives(15)
        .pausedEverywhere()
        .failedEverywhere()
        .cancelledEverywhere()
        .savedEverywhere();
  }

  @Test
  void aDeepRecursionOfParallelSubflowsTakesNoProgramStack() throws Exception {
    Flow<Integer, Integer> countdown =
        Flow.recursive(
            self ->
                Flow.<Integer>begin()
                    .sequence(n -> n == 0 ? List.<Integer>of() : List.of(n - 1))
                    .subflow(n -> self)
                    .parallel(2)
                    .build());
    assertThat(countdown.collect(10_000)).isEmpty();
  }

  @Test
  void manyDroppedItemsAheadDoNotHoldTheLoop() {
    TestLoop loop = new TestLoop();
    FlowRun run =
        Flow.<Integer>begin()
            .sequence(n -> IntStream.range(0, n).boxed().toList())
            .filter(n -> false)
            .functionAsync(CompletableFuture::completedFuture)
            .parallel(2)
            .build()
            .on(loop)
            .timeSlice(Duration.ofNanos(1))
            .start(1_000);
    int slices = 0;
    while (!run.state().isEnd()) {
      loop.runNext();
      slices++;
    }
    assertThat(slices).isGreaterThan(1_000);
  }

  @Test
  void aBuilderRefusesWhatWouldHaveOneItemAtATime() {
    assertThatThrownBy(() -> Flow.<Integer>begin().function(n -> n).parallel(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the stage is neither awaited nor tunnelled: it would have one item at a time."
                + " Use functionAsync(..), or tunnel() before parallel(..)");
    assertThatThrownBy(
            () ->
                Flow.<Integer>begin()
                    .functionAsync(CompletableFuture::completedFuture)
                    .named("ask")
                    .parallel(2)
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the parallel stage 'ask' has no sequence before it in its context: it would have one"
                + " item at a time");
    assertThatThrownBy(
            () ->
                Flow.<Integer>begin().functionAsync(CompletableFuture::completedFuture).parallel(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a parallel stage has at least 1 item at once, not 0");
    assertThatThrownBy(
            () ->
                Flow.<Integer>begin().functionAsync(CompletableFuture::completedFuture).unordered())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the stage is not parallel: call parallel(..) before");
  }

  /** Its calls end in the opposite order, once all have begun. */
  static class Reversed {
    static final int COUNT = 400_000;

    private final List<CompletableFuture<Integer>> begun = new ArrayList<>(COUNT);

    @Sequence
    IntStream numbers(int count) {
      return IntStream.range(0, count);
    }

    @Parallel(value = COUNT, ordered = false)
    @Function
    CompletionStage<Integer> answered(int number) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      begun.add(answer);
      if (begun.size() == COUNT) {
        for (int i = COUNT - 1; i >= 0; i--) {
          begun.get(i).complete(i);
        }
      }
      return answer;
    }
  }

  static Stream<Named<FlowMaker<Reversed, Integer, Integer>>> reversed() {
    return Flows.of(
        ParallelTest_ReversedFlow::of,
        it ->
            Flow.<Integer>begin()
                .sequenceFrom(count -> FlowIterator.<Integer>of(it.numbers(count)))
                .functionAsync(it::answered)
                .parallel(Reversed.COUNT)
                .unordered()
                .build());
  }

  @ParameterizedTest
  @MethodSource("reversed")
  void itemsOfALargeWindowMayGoOnInReverse(FlowMaker<Reversed, Integer, Integer> maker)
      throws Exception {
    Reversed inOrder = new Reversed();
    Duration ordered =
        timed(
            Flow.<Integer>begin()
                .sequenceFrom(count -> FlowIterator.<Integer>of(inOrder.numbers(count)))
                .functionAsync(inOrder::answered)
                .parallel(Reversed.COUNT)
                .build());
    Duration unordered = timed(maker.of(new Reversed()));
    assertThat(unordered).isLessThan(ordered.multipliedBy(3).plusSeconds(1));
  }

  private static Duration timed(Flow<Integer, Integer> flow) throws Exception {
    long start = System.nanoTime();
    assertThat(flow.collect(Reversed.COUNT)).hasSize(Reversed.COUNT);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
