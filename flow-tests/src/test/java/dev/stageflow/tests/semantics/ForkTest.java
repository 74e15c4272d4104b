package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several calls for one item are under way at once, and joined where their values are taken. */
@Timeout(60)
class ForkTest {
  static final FlowKey<String> ITEM = FlowKey.of("item", String.class);
  static final FlowKey<String> PRICE = FlowKey.of("price", String.class);
  static final FlowKey<String> STOCK = FlowKey.of("stock", String.class);

  private final TestLoop loop = new TestLoop();
  private final List<String> outputs = new ArrayList<>();

  /** Answers that come when the test gives them. */
  static class Service {
    final List<String> log = new ArrayList<>();
    final Map<String, CompletableFuture<String>> requests = new TreeMap<>();

    CompletableFuture<String> ask(String question) {
      log.add("ask " + question);
      CompletableFuture<String> request = new CompletableFuture<>();
      requests.put(question, request);
      return request;
    }

    void answer(String... questions) {
      for (String question : questions) {
        request(question).complete(question.toUpperCase(Locale.ROOT));
      }
    }

    CompletableFuture<String> request(String question) {
      return requests.getOrDefault(question, new CompletableFuture<>());
    }
  }

  /** Two calls for each item; a filter stands before they are joined. */
  @FlowDefinition(durable = true)
  static class Shop extends Service {
    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Fork
    @Function
    CompletionStage<String> price(String item) {
      return ask("price of " + item);
    }

    @Fork
    @Function
    CompletionStage<String> stock(String item) {
      return ask("stock of " + item);
    }

    @Filter
    boolean wanted(String item) {
      log.add("wanted " + item);
      return !item.startsWith("-");
    }

    @Function
    String priced(String item, @Upstream("price") String price) {
      log.add("priced " + item);
      return item + "=" + price;
    }

    @Function
    String line(String priced, @Upstream("stock") String stock) {
      return priced + "/" + stock;
    }
  }

  static Stream<Named<FlowMaker<Shop, String, String>>> shops() {
    return Flows.of(
        ForkTest_ShopFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::items)
                .named("items")
                .forkAsync(shop::price)
                .named(PRICE)
                .forkAsync(shop::stock)
                .named(STOCK)
                .filter(shop::wanted)
                .function(PRICE, shop::priced)
                .function(STOCK, shop::line)
                .build());
  }

  private FlowRun start(FlowMaker<Shop, String, String> maker, Shop shop, String input) {
    FlowRun run = maker.of(shop).on(loop).start(input, outputs::add);
    loop.runAll();
    return run;
  }

  @ParameterizedTest
  @MethodSource("shops")
  void callsForAnItemAreUnderWayAtOnceAndJoinedWhereTheyAreTaken(
      FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker, shop, "a b");
    assertThat(shop.log).containsExactly("ask price of a", "ask stock of a", "wanted a");
    shop.answer("stock of a");
    loop.runAll();
    assertThat(shop.log).endsWith("wanted a");
    shop.answer("price of a");
    loop.runAll();
    assertThat(outputs).containsExactly("a=PRICE OF A/STOCK OF A");
    assertThat(shop.log).endsWith("priced a", "ask price of b", "ask stock of b", "wanted b");
    shop.answer("price of b");
    loop.runAll();
    assertThat(shop.log).endsWith("priced b");
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    shop.answer("stock of b");
    loop.runAll();
    assertThat(outputs).endsWith("b=PRICE OF B/STOCK OF B");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void anItemThatIsDroppedBeforeCancelsItsCalls(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    start(maker, shop, "-a b");
    assertThat(shop.request("price of -a")).isCancelled();
    assertThat(shop.request("stock of -a")).isCancelled();
    shop.answer("price of b", "stock of b");
    loop.runAll();
    assertThat(outputs).containsExactly("b=PRICE OF B/STOCK OF B");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aCallThatGivesNothingDropsTheItemWhereItIsTakenAndCancelsTheOthers(
      FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker, shop, "a");
    shop.request("price of a").complete(null);
    loop.runAll();
    assertThat(outputs).isEmpty();
    assertThat(shop.log).doesNotContain("priced a");
    assertThat(shop.request("stock of a")).isCancelled();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aFailureComesOutWhereItsValueIsTaken(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker, shop, "a");
    CompletableFuture<Throwable> end =
        run.completion().toCompletableFuture().handle((all, thrown) -> thrown);
    IOException failure = new IOException("no stock");
    shop.request("stock of a").completeExceptionally(failure);
    loop.runAll();
    assertThat(end).isNotDone();
    shop.answer("price of a");
    loop.runAll();
    assertThat(shop.log).endsWith("priced a");
    assertThat(end).isCompletedWithValue(failure);
    FlowTrace trace = FlowTrace.of(failure).orElseThrow();
    FlowTrace.Level innermost = trace.levels().get(trace.levels().size() - 1);
    assertThat(innermost).hasToString("items #1 = a, at stock");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void theFailureOfACallThatNobodyWaitsForIsDroppedWithItsItem(
      FlowMaker<Shop, String, String> maker) {
    Shop shop =
        new Shop() {
          @Override
          CompletionStage<String> stock(String item) {
            return CompletableFuture.failedFuture(new IOException("no stock"));
          }
        };
    FlowRun run = start(maker, shop, "-a");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void anotherFailureCancelsTheCallsThatAreUnderWay(FlowMaker<Shop, String, String> maker) {
    Shop shop =
        new Shop() {
          @Override
          boolean wanted(String item) {
            throw new IllegalStateException("unwanted");
          }
        };
    FlowRun run = maker.of(shop).on(loop).start("a");
    CompletableFuture<Void> end = run.completion().toCompletableFuture();
    loop.runAll();
    assertThat(end).isCompletedExceptionally();
    assertThat(shop.requests.values()).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aCancelledRunCancelsItsCalls(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker, shop, "a");
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(shop.requests.values()).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aTraceShowsTheCallsThatAreUnderWay(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    FlowRun run = start(maker, shop, "a");
    shop.answer("stock of a");
    CompletableFuture<FlowTrace> trace = run.trace().toCompletableFuture();
    loop.runAll();
    FlowTrace.Level level = trace.join().levels().get(trace.join().levels().size() - 1);
    assertThat(level.item()).isEqualTo("a");
    assertThat(level.inFlight()).extracting(FlowTrace.InFlight::stage).containsExactly("price");
    assertThat(level.toString())
        .matches("items #1 = a, in flight: price for \\d+ ms, at (priced|function5)");
    run.cancel();
    loop.runAll();
  }

  @ParameterizedTest
  @MethodSource("shops")
  void answersThatAreThereAtOnceAreTakenOnACallersThread(FlowMaker<Shop, String, String> maker)
      throws Exception {
    Shop shop =
        new Shop() {
          @Override
          CompletableFuture<String> ask(String question) {
            return CompletableFuture.completedFuture(question);
          }
        };
    assertThat(maker.of(shop).collect("a -b c"))
        .containsExactly("a=price of a/stock of a", "c=price of c/stock of c");
    try (Stream<String> lines = maker.of(shop).stream("a b c")) {
      assertThat(lines.limit(2)).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("shops")
  void smallSlicesChangeNothing(FlowMaker<Shop, String, String> maker) {
    Shop shop = new Shop();
    CompletableFuture<List<String>> lines =
        maker.of(shop).on(loop).timeSlice(Duration.ofNanos(1)).collect("a -b c");
    loop.runAll();
    shop.answer("price of a", "stock of a");
    loop.runAll();
    shop.answer("stock of c", "price of c");
    loop.runAll();
    assertThat(lines)
        .isCompletedWithValue(List.of("a=PRICE OF A/STOCK OF A", "c=PRICE OF C/STOCK OF C"));
  }

  /** A call that is started outside of a sequence, and taken inside of it, and after it. */
  static class Rates extends Service {
    @Context(onClose = "close")
    @Sequence
    List<String> orders(String input) {
      return List.of(input.split(";"));
    }

    @Fork
    @Function
    CompletionStage<String> rate(String order) {
      return ask("rate of " + order);
    }

    @Sequence
    List<String> items(String order) {
      log.add("items of " + order);
      return order.isBlank() ? List.of() : List.of(order.split(","));
    }

    @Function
    String converted(String item, @Upstream("rate") String rate) {
      return item + "*" + rate;
    }

    @Accumulate
    List<String> gathered(List<String> lines, String line) {
      lines.add(line);
      return lines;
    }

    @Function
    String text(List<String> lines) {
      return String.join("+", lines);
    }

    void close() {
      log.add("close");
    }
  }

  static Stream<Named<FlowMaker<Rates, String, String>>> rates() {
    FlowKey<String> rate = FlowKey.of("rate", String.class);
    return Flows.of(
        ForkTest_RatesFlow::of,
        rates ->
            Flow.<String>begin()
                .context()
                .onClose(rates::close)
                .sequence(rates::orders)
                .forkAsync(rates::rate)
                .named(rate)
                .sequence(rates::items)
                .function(rate, rates::converted)
                .accumulate(ArrayList<String>::new, rates::gathered)
                .function(rates::text)
                .build());
  }

  @ParameterizedTest
  @MethodSource("rates")
  void aCallIsTakenByAllItemsOfAnInnerSequence(FlowMaker<Rates, String, String> maker) {
    Rates rates = new Rates();
    CompletableFuture<List<String>> all = maker.of(rates).on(loop).collect("a,b; ;c");
    loop.runAll();
    assertThat(rates.log).containsExactly("ask rate of a,b", "items of a,b");
    rates.answer("rate of a,b");
    loop.runAll();
    assertThat(rates.request("rate of  ")).isCancelled();
    rates.answer("rate of c");
    loop.runAll();
    assertThat(all).isCompletedWithValue(List.of("a*RATE OF A,B+b*RATE OF A,B+c*RATE OF C"));
    assertThat(rates.log).endsWith("items of c", "close");
  }

  /** Hooks and an accumulate's end that take what a call gives. */
  static class Hooks extends Service {
    @Sequence
    List<String> orders(String input) {
      return List.of(input.split(" "));
    }

    @Fork
    @Function
    CompletionStage<Integer> tax(String order) {
      return ask("tax of " + order).thenApply(answer -> answer.isEmpty() ? null : answer.length());
    }

    @Context(onClose = "close")
    @Sequence(onFinish = "finish")
    List<String> items(String order) {
      return List.of(order.split(","));
    }

    @Accumulate(finish = "total")
    int sum(int sum, String item) {
      log.add("sum " + item);
      return sum + item.length();
    }

    int total(int sum, @Upstream("tax") int tax) {
      log.add("total");
      return sum + tax;
    }

    void finish() {
      log.add("finish");
    }

    void close(@Upstream("tax") int tax) {
      log.add("close with " + tax);
    }
  }

  @Test
  void hooksWaitForWhatTheyTakeAndAreNotCalledWithoutIt() {
    Hooks hooks = new Hooks();
    CompletableFuture<List<Integer>> sums = ForkTest_HooksFlow.of(hooks).on(loop).collect("a,bc d");
    loop.runAll();
    assertThat(hooks.log).containsExactly("ask tax of a,bc", "sum a", "sum bc", "finish");
    hooks.answer("tax of a,bc");
    loop.runAll();
    assertThat(hooks.log.subList(4, 7)).containsExactly("total", "close with 11", "ask tax of d");
    hooks.request("tax of d").complete("");
    loop.runAll();
    assertThat(hooks.log).endsWith("sum d", "finish");
    assertThat(sums).isCompletedWithValue(List.of(14));
  }

  /** A call that is tried again and replaced. */
  static class Trying extends Service {
    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Fork
    @Retry(times = 1, backoffMillis = 100)
    @Function
    CompletionStage<String> price(String item) {
      return ask(item);
    }

    @Recover("price")
    @Nullable String unknown(String item, IOException failure) {
      return item.equals("?") ? null : failure.getMessage();
    }

    @Function
    String line(String item, @Upstream("price") String price) {
      return item + "=" + price;
    }
  }

  static Stream<Named<FlowMaker<Trying, String, String>>> trying() {
    return Flows.of(
        ForkTest_TryingFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::items)
                .forkAsync(shop::price)
                .named(PRICE)
                .retry(RetryPolicy.of(1).withBackoff(Duration.ofMillis(100)))
                .recover(IOException.class, shop::unknown)
                .function(PRICE, shop::line)
                .build());
  }

  @ParameterizedTest
  @MethodSource("trying")
  void aCallIsTriedAgainAndRecoveredOnItsOwn(FlowMaker<Trying, String, String> maker)
      throws Exception {
    Trying shop = new Trying();
    CompletableFuture<List<String>> lines = maker.of(shop).on(loop).collect("a b ?");
    loop.runAll();
    shop.request("a").completeExceptionally(new IOException("first"));
    loop.runAll();
    loop.awaitNext();
    loop.runAll();
    assertThat(shop.log).containsExactly("ask a", "ask a");
    shop.request("a").complete("A");
    loop.runAll();
    for (String item : List.of("b", "?")) {
      shop.request(item).completeExceptionally(new IOException("none"));
      loop.runAll();
      loop.awaitNext();
      loop.runAll();
      shop.request(item).completeExceptionally(new IOException("none"));
      loop.runAll();
    }
    assertThat(lines).isCompletedWithValue(List.of("a=A", "b=none"));
  }

  /** A call whose failure goes to a sink of its own. */
  static class Rejecting extends Service {
    final List<String> rejected = new ArrayList<>();

    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Fork
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
    String line(String item, @Upstream("price") String price) {
      return item + "=" + price;
    }
  }

  static Stream<Named<FlowMaker<Rejecting, String, String>>> rejecting() {
    return Stream.of(
        Named.of("generated", shop -> ForkTest_RejectingFlow.of(shop).outputs(shop.rejected::add)),
        Named.of(
            "built",
            shop ->
                Flow.<String>begin()
                    .sequence(shop::items)
                    .forkAsync(shop::price)
                    .named(PRICE)
                    .recoverTo(IOException.class, shop::reject, shop.rejected::add)
                    .function(PRICE, shop::line)
                    .build()));
  }

  @ParameterizedTest
  @MethodSource("rejecting")
  void whatARecoverGivesToASinkDropsTheItemWhereTheValueIsTaken(
      FlowMaker<Rejecting, String, String> maker) {
    Rejecting shop = new Rejecting();
    CompletableFuture<List<String>> lines = maker.of(shop).on(loop).collect("a b");
    loop.runAll();
    shop.request("a").completeExceptionally(new IOException("a"));
    loop.runAll();
    shop.answer("b");
    loop.runAll();
    assertThat(lines).isCompletedWithValue(List.of("b=B"));
    assertThat(shop.rejected).containsExactly("a!");
  }

  /** A parallel stage stands between a call and those who take its value. */
  static class Window extends Service {
    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Fork
    @Function
    CompletionStage<String> stock(String item) {
      return ask("stock of " + item);
    }

    @Parallel(2)
    @Function
    CompletionStage<String> price(String item) {
      return ask("price of " + item);
    }

    @Function
    String line(String price, @Upstream("stock") String stock) {
      return price + "/" + stock;
    }
  }

  static Stream<Named<FlowMaker<Window, String, String>>> windows() {
    return Flows.of(
        ForkTest_WindowFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::items)
                .forkAsync(shop::stock)
                .named(STOCK)
                .functionAsync(shop::price)
                .parallel(2)
                .function(STOCK, shop::line)
                .build());
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aParallelStageWaitsForWhatLaterStagesTake(FlowMaker<Window, String, String> maker) {
    Window shop = new Window();
    CompletableFuture<List<String>> lines = maker.of(shop).on(loop).collect("a b");
    loop.runAll();
    assertThat(shop.log).containsExactly("ask stock of a");
    shop.answer("stock of a");
    loop.runAll();
    shop.answer("stock of b");
    loop.runAll();
    assertThat(shop.log)
        .containsExactly("ask stock of a", "ask price of a", "ask stock of b", "ask price of b");
    shop.answer("price of b", "price of a");
    loop.runAll();
    assertThat(lines)
        .isCompletedWithValue(List.of("PRICE OF A/STOCK OF A", "PRICE OF B/STOCK OF B"));
  }

  /** A call that stands outside of a window, and is taken on both sides of its stage. */
  static class Outside extends Service {
    @Fork
    @Function
    CompletionStage<String> token(String input) {
      return ask("token");
    }

    @Sequence
    List<String> items(String input) {
      return List.of(input.split(" "));
    }

    @Parallel(2)
    @Function
    CompletionStage<String> price(String item, @Upstream("token") String token) {
      return ask(item + " by " + token);
    }

    @Function
    String line(String price, @Upstream("token") String token) {
      return price + "/" + token;
    }
  }

  @Test
  void aCallOutsideOfAWindowIsTakenOnBothSidesOfIt() {
    Outside shop = new Outside();
    CompletableFuture<List<String>> lines = ForkTest_OutsideFlow.of(shop).on(loop).collect("a b c");
    loop.runAll();
    assertThat(shop.log).containsExactly("ask token");
    shop.answer("token");
    loop.runAll();
    assertThat(shop.log).containsExactly("ask token", "ask a by TOKEN", "ask b by TOKEN");
    shop.answer("a by TOKEN", "b by TOKEN");
    loop.runAll();
    shop.answer("c by TOKEN");
    loop.runAll();
    assertThat(lines)
        .isCompletedWithValue(List.of("A BY TOKEN/TOKEN", "B BY TOKEN/TOKEN", "C BY TOKEN/TOKEN"));
  }

  /** Calls that block, on worker threads, one of which takes what the other gives. */
  static class Blocking {
    final CountDownLatch bothBegun = new CountDownLatch(2);

    @Tunnel
    @Fork
    @Function(stop = "0")
    int length(String item) throws InterruptedException {
      bothBegun.countDown();
      bothBegun.await();
      return item.length();
    }

    @Tunnel
    @Fork
    @Function
    String upper(String item) throws InterruptedException {
      bothBegun.countDown();
      bothBegun.await();
      return item.toUpperCase(Locale.ROOT);
    }

    @Fork
    @Function
    CompletionStage<String> both(
        String item, @Upstream("length") int length, @Upstream("upper") String upper) {
      return CompletableFuture.completedFuture(upper + length);
    }

    @Function
    String line(String item, @Upstream("both") String both) {
      return item + both;
    }
  }

  @Test
  void callsThatBlockAreMadeOnSeveralWorkersAtOnce() throws Exception {
    ForkTest_BlockingFlow flow = ForkTest_BlockingFlow.of(new Blocking());
    assertThat(flow.collect("ab")).containsExactly("abAB2");
    assertThat(flow.collect("")).isEmpty();
  }

  @Test
  void aRehearsalMayPauseFailCancelAndSaveEverywhere() {
    Shop immediate =
        new Shop() {
          @Override
          CompletableFuture<String> ask(String question) {
            return CompletableFuture.completedFuture(question);
          }
        };
    FlowRehearsal.of(ForkTest_ShopFlow.of(immediate), "a -b c")
        .gives("a=price of a/stock of a", "c=price of c/stock of c")
        .pausedEverywhere()
        .failedEverywhere()
        .cancelledEverywhere()
        .savedEverywhere();
  }

  @Test
  void aBuilderRefusesAForkThatNobodyTakes() {
    assertThatThrownBy(
            () ->
                Flow.<String>begin()
                    .fork(String::length)
                    .named(FlowKey.of("length", Integer.class))
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no later stage takes what the fork 'length' gives: name it by a key that one takes, or"
                + " leave it out");
  }
}
