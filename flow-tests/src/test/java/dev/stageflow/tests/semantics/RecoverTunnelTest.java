package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in for a stage may block: it runs on a worker thread, and the flow pauses. */
@org.junit.jupiter.api.Timeout(30)
class RecoverTunnelTest {
  private final TestLoop loop = new TestLoop();
  private final List<Object> outputs = new ArrayList<>();

  private <I, O> FlowRun start(Flow<I, O> flow, I input) {
    FlowRun run = flow.on(loop).start(input, outputs::add);
    loop.runAll();
    return run;
  }

  private static CompletableFuture<Throwable> failureOf(FlowRun run) {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    run.completion().whenComplete((nothing, thrown) -> failure.complete(thrown));
    return failure;
  }

  private static List<Throwable> suppressed(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(it -> !it.getClass().getSimpleName().equals("FlowTraceException"))
        .toList();
  }

  /** What a recovery does on its thread. */
  interface Blocking {
    @Nullable Integer answer(Object item) throws IOException, InterruptedException;
  }

  /** Two stages that fail, of which the latter is itself called on a worker. */
  static class Shop {
    final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    final List<RuntimeException> taken = Collections.synchronizedList(new ArrayList<>());
    private final Blocking blocking;

    Shop(Blocking blocking) {
      this.blocking = blocking;
    }

    @Sequence
    List<String> articles(String order) {
      return List.of(order.split(" "));
    }

    @Function
    Integer amount(String article) {
      return Integer.valueOf(article);
    }

    @Tunnel
    @Function
    Integer price(Integer amount) {
      if (amount > 6) {
        throw new IllegalStateException("too many");
      }
      return 10 * amount;
    }

    @Tunnel
    @Recover({"amount", "price"})
    @Nullable Integer ask(Object item, RuntimeException failure)
        throws IOException, InterruptedException {
      threads.add(Thread.currentThread());
      taken.add(failure);
      return blocking.answer(item);
    }
  }

  static Stream<Named<FlowMaker<Shop, String, Integer>>> shops() {
    return Flows.of(
        RecoverTunnelTest_ShopFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::articles)
                .named("articles")
                .function(shop::amount)
                .named("amount")
                .recover(RuntimeException.class, shop::ask)
                .tunnelRecover()
                .function(shop::price)
                .tunnel()
                .recover(RuntimeException.class, shop::ask)
                .tunnelRecover()
                .build());
  }

  @ParameterizedTest
  @MethodSource("shops")
  void itIsCalledOnAWorkerAndItsResultGoesOn(FlowMaker<Shop, String, Integer> maker)
      throws Exception {
    Shop shop = new Shop(item -> item.equals(9) ? null : 2);
    assertThat(maker.of(shop).collect("1 x 7 9 3")).containsExactly(10, 20, 2, 30);
    assertThat(shop.threads).hasSize(3).doesNotContain(Thread.currentThread());
  }

  @ParameterizedTest
  @MethodSource("shops")
  void theLoopIsFreeMeanwhileAndATraceShowsTheStage(FlowMaker<Shop, String, Integer> maker)
      throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Shop shop =
        new Shop(
            item -> {
              released.await();
              return 5;
            });
    FlowRun run = start(maker.of(shop), "x");
    assertThat(run.state()).isEqualTo(State.WAITING);
    assertThat(loop.await(run.trace()).levels()).last().hasToString("articles #1 = x, at amount");
    run.pause();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.PAUSED);
    released.countDown();
    run.resume();
    loop.await(run.completion());
    assertThat(outputs).containsExactly(50);
    assertThat(shop.threads).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aCancelledRunInterruptsItAndEndsAfterIt(FlowMaker<Shop, String, Integer> maker)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    Shop shop =
        new Shop(
            item -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                log.add("returned");
              }
              return 5;
            });
    FlowRun run = start(maker.of(shop), "x y");
    begun.await();
    run.cancel();
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    while (!completion.isDone()) {
      loop.awaitNext();
      loop.runAll();
    }
    assertThat(run.state()).isEqualTo(State.CANCELLED);
    assertThat(log).containsExactly("returned");
    assertThat(outputs).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shops")
  void itsOwnFailureEndsTheRunAndTellsWhatItTook(FlowMaker<Shop, String, Integer> maker) {
    for (String order : List.of("x", "7")) {
      IOException unreachable = new IOException("no connection");
      Shop shop =
          new Shop(
              item -> {
                throw unreachable;
              });
      assertThatThrownBy(() -> maker.of(shop).collect(order)).isSameAs(unreachable);
      assertThat(shop.threads).hasSize(1);
      assertThat(suppressed(unreachable)).containsExactlyElementsOf(shop.taken);
    }
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aWorkerThatIsRejectedFailsTheRun(FlowMaker<Shop, String, Integer> maker) {
    RejectedExecutionException full = new RejectedExecutionException("full");
    FlowRun run =
        maker
            .of(new Shop(item -> 5))
            .on(loop)
            .tunnelOn(
                task -> {
                  throw full;
                })
            .start("x");
    CompletableFuture<Throwable> failure = failureOf(run);
    loop.runAll();
    assertThat(failure).isCompletedWithValue(full);
    assertThat(suppressed(full)).singleElement().isInstanceOf(NumberFormatException.class);
  }

  /** Several items that fail at once. */
  static class Several {
    final CountDownLatch arrived = new CountDownLatch(3);

    @Sequence
    List<String> items(String all) {
      return List.of(all.split(" "));
    }

    @Parallel(3)
    @Tunnel
    @Function
    String ask(String item) throws IOException {
      throw new IOException(item);
    }

    @Tunnel
    @Recover("ask")
    String askAnother(String item, IOException failure) throws InterruptedException {
      arrived.countDown();
      arrived.await();
      return item + "!";
    }
  }

  static Stream<Named<FlowMaker<Several, String, String>>> several() {
    return Flows.of(
        RecoverTunnelTest_SeveralFlow::of,
        d ->
            Flow.<String>begin()
                .sequence(d::items)
                .function(d::ask)
                .tunnel()
                .parallel(3)
                .recover(IOException.class, d::askAnother)
                .tunnelRecover()
                .build());
  }

  @ParameterizedTest
  @MethodSource("several")
  void itemsInAParallelStageRecoverAtOnceAndGoOnInTheirOrder(
      FlowMaker<Several, String, String> maker) throws Exception {
    assertThat(maker.of(new Several()).collect("a b c")).containsExactly("a!", "b!", "c!");
    assertThat(loop.await(maker.of(new Several()).on(loop).collect("a b c")))
        .containsExactly("a!", "b!", "c!");
  }

  /** A call that another one is made for, while its item goes on. */
  static class Forked {
    static final FlowKey<String> PRICE = FlowKey.of("price", String.class);
    final List<Thread> threads = new ArrayList<>();

    @Sequence
    List<String> items(String all) {
      return List.of(all.split(" "));
    }

    @Fork
    @Function
    CompletionStage<String> price(String item) {
      return item.equals("a")
          ? CompletableFuture.completedFuture("1")
          : CompletableFuture.failedFuture(new IOException(item));
    }

    @Tunnel
    @Recover("price")
    @Nullable String lookUp(String item, IOException failure) {
      threads.add(Thread.currentThread());
      return item.equals("c") ? null : "2";
    }

    @Function
    String line(String item, @Upstream("price") String price) {
      return item + "=" + price;
    }
  }

  static Stream<Named<FlowMaker<Forked, String, String>>> forked() {
    return Flows.of(
        RecoverTunnelTest_ForkedFlow::of,
        d ->
            Flow.<String>begin()
                .sequence(d::items)
                .forkAsync(d::price)
                .named(Forked.PRICE)
                .recover(IOException.class, d::lookUp)
                .tunnelRecover()
                .function(Forked.PRICE, d::line)
                .build());
  }

  @ParameterizedTest
  @MethodSource("forked")
  void aForksCallRecoversOnAWorkerToo(FlowMaker<Forked, String, String> maker) throws Exception {
    Forked forked = new Forked();
    assertThat(maker.of(forked).collect("a b c")).containsExactly("a=1", "b=2");
    assertThat(forked.threads).hasSize(2).doesNotContain(Thread.currentThread());
  }

  /** A source that fails, and one that is opened, read and closed on a worker in its place. */
  static class Replaced {
    final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    @Nullable IOException broken;

    @Sequence
    FlowIterator<Integer> rows(String table) {
      return new FlowIterator<>() {
        private int next;

        @Override
        public Integer next() throws IOException {
          if (next == 2) {
            throw new IOException("disk error");
          }
          return next++;
        }

        @Override
        public void close() {
          log.add("closed " + table);
        }
      };
    }

    @Tunnel(buffer = 2)
    @Recover("rows")
    @Nullable FlowIterator<Integer> copy(String table, IOException failure) {
      log.add(failure.getMessage());
      if (table.equals("none")) {
        return null;
      }
      return new FlowIterator<>() {
        private int next = 10;

        @Override
        public @Nullable Integer next() throws IOException {
          threads.add(Thread.currentThread());
          if (next == 12 && broken != null) {
            throw broken;
          }
          return next == 15 ? null : next++;
        }

        @Override
        public void close() {
          threads.add(Thread.currentThread());
          log.add("closed copy");
        }
      };
    }
  }

  static Stream<Named<FlowMaker<Replaced, String, Integer>>> replaced() {
    return Flows.of(
        RecoverTunnelTest_ReplacedFlow::of,
        d ->
            Flow.<String>begin()
                .sequenceFrom(d::rows)
                .recoverFrom(IOException.class, d::copy)
                .tunnelRecover(2)
                .build());
  }

  @ParameterizedTest
  @MethodSource("replaced")
  void theSourceThatItGivesIsReadAndClosedThere(FlowMaker<Replaced, String, Integer> maker)
      throws Exception {
    Replaced replaced = new Replaced();
    assertThat(maker.of(replaced).collect("t")).containsExactly(0, 1, 10, 11, 12, 13, 14);
    assertThat(replaced.log).containsExactly("closed t", "disk error", "closed copy");
    assertThat(replaced.threads).hasSize(7).doesNotContain(Thread.currentThread());
    assertThat(maker.of(replaced).collect("none")).containsExactly(0, 1);
  }

  @ParameterizedTest
  @MethodSource("replaced")
  void theFailureOfThatSourceIsNotTakenAgain(FlowMaker<Replaced, String, Integer> maker) {
    Replaced replaced = new Replaced();
    replaced.broken = new IOException("copy");
    assertThatThrownBy(() -> maker.of(replaced).run("t", outputs::add)).isSameAs(replaced.broken);
    assertThat(outputs).containsExactly(0, 1, 10, 11);
    assertThat(suppressed(replaced.broken))
        .singleElement()
        .extracting("message")
        .isEqualTo("disk error");
    assertThat(replaced.log).containsExactly("closed t", "disk error", "closed copy");
  }

  /** What is awaited for no longer than a moment, with a recovery that takes longer. */
  static class Late {
    final CountDownLatch released = new CountDownLatch(1);

    @Timeout(millis = 300)
    @Function
    CompletionStage<String> ask(String question) {
      return new CompletableFuture<>();
    }

    @Tunnel
    @Recover("ask")
    Optional<String> lookUp(String question, TimeoutException late) throws InterruptedException {
      released.await();
      return question.isEmpty() ? Optional.empty() : Optional.of(question + "!");
    }
  }

  static Stream<Named<FlowMaker<Late, String, String>>> late() {
    return Flows.of(
        RecoverTunnelTest_LateFlow::of,
        d ->
            Flow.<String>begin()
                .functionAsync(d::ask)
                .timeout(Duration.ofMillis(300))
                .recover(TimeoutException.class, (item, e) -> d.lookUp(item, e).orElse(null))
                .tunnelRecover()
                .build());
  }

  @ParameterizedTest
  @MethodSource("late")
  void theTimeOfItsStageDoesNotCountForIt(FlowMaker<Late, String, String> maker) throws Exception {
    for (String question : List.of("why", "")) {
      Late late = new Late();
      FlowRun run = start(maker.of(late), question);
      loop.advance(Duration.ofMillis(300));
      assertThat(run.state()).isEqualTo(State.WAITING);
      loop.advance(Duration.ofHours(1));
      assertThat(run.state()).isEqualTo(State.WAITING);
      late.released.countDown();
      loop.await(run.completion());
    }
    assertThat(outputs).containsExactly("why!");
  }

  /** Each kind of stage that gives at most one value, and dead letters for a sink. */
  static class Kinds {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

    private <R> R noted(String call, R result) {
      log.add(call);
      threads.add(Thread.currentThread());
      return result;
    }

    @Sequence
    List<String> texts(String all) {
      return List.of(all.split(" "));
    }

    @Filter
    boolean keep(String text) throws IOException {
      return isRight(text, "keep");
    }

    @Tunnel
    @Recover("keep")
    boolean keepAnyway(String text, IOException failure) {
      return noted("keepAnyway " + text, !text.startsWith("no"));
    }

    @Subflow
    Flow<String, String> part(String text) throws IOException {
      isRight(text, "part");
      return Flow.identity();
    }

    @Tunnel
    @Recover("part")
    Flow<String, String> otherPart(String text, IOException failure) {
      return noted("otherPart " + text, Flow.<String>begin().sequence(List::of).build());
    }

    @Function
    long length(String text) throws IOException {
      isRight(text, "length");
      return text.length();
    }

    @Tunnel
    @Recover("length")
    @Output("rejects")
    String reject(String text, IOException failure) {
      return noted("reject " + text, text + "!");
    }

    @Accumulate
    long sum(long sum, long length) {
      if (length == 5) {
        throw new UncheckedIOException(new IOException());
      }
      return sum + length;
    }

    @Tunnel
    @Recover("sum")
    int sumAnew(long length, UncheckedIOException failure) {
      return noted("sumAnew " + length, 100);
    }

    @Function
    void print(long sum) {
      throw new UncheckedIOException(new IOException());
    }

    @Tunnel
    @Recover("print")
    void printElsewhere(long sum, UncheckedIOException failure) {
      noted("print " + sum, true);
    }

    private static boolean isRight(String text, String stage) throws IOException {
      if (text.endsWith(stage)) {
        throw new IOException(text);
      }
      return true;
    }
  }

  static Stream<Named<FlowMaker<Kinds, String, Void>>> kinds() {
    return Stream.of(
        Named.of(
            "generated",
            d ->
                RecoverTunnelTest_KindsFlow.of(d)
                    .outputs(it -> d.log.add(it + " on " + Thread.currentThread().getName()))),
        Named.of(
            "built",
            d ->
                Flow.<String>begin()
                    .sequence(d::texts)
                    .filter(d::keep)
                    .recover(IOException.class, d::keepAnyway)
                    .tunnelRecover()
                    .subflow(d::part)
                    .recover(IOException.class, d::otherPart)
                    .tunnelRecover()
                    .function(d::length)
                    .recoverTo(
                        IOException.class,
                        d::reject,
                        it -> d.log.add(it + " on " + Thread.currentThread().getName()))
                    .tunnelRecover()
                    .accumulate(() -> 0L, d::sum)
                    .recover(UncheckedIOException.class, (n, e) -> (long) d.sumAnew(n, e))
                    .tunnelRecover()
                    .consume(d::print)
                    .recover(UncheckedIOException.class, d::printElsewhere)
                    .tunnelRecover()
                    .build()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void eachKindOfStageRecoversOnAWorkerAndASinkIsCalledInTheRun(
      FlowMaker<Kinds, String, Void> maker) throws Exception {
    Kinds kinds = new Kinds();
    maker.of(kinds).run("a notkeep okkeep part length xxxxx b");
    assertThat(kinds.log)
        .containsExactly(
            "keepAnyway notkeep",
            "keepAnyway okkeep",
            "otherPart part",
            "reject length",
            "length! on " + Thread.currentThread().getName(),
            "sumAnew 5",
            "print 101");
    assertThat(kinds.threads).hasSize(6).doesNotContain(Thread.currentThread());
  }

  @Test
  void aBuilderTunnelsTheFunctionThatCameLastAndOnce() {
    FlowBuilder<String, String> begun = Flow.begin();
    assertThatThrownBy(() -> begun.function(it -> it).tunnelRecover())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing takes the stage's failures: call recover(..) before");
    assertThatThrownBy(
            () ->
                begun
                    .function(it -> it)
                    .recover(RuntimeException.class, (it, failure) -> it)
                    .tunnelRecover()
                    .tunnelRecover())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the function is tunnelled already");
    for (boolean rejects : List.of(true, false)) {
      var sequence = begun.sequence(List::of);
      var recovered =
          rejects
              ? sequence.recoverTo(RuntimeException.class, (it, failure) -> it, it -> {})
              : sequence.recover(RuntimeException.class, (it, failure) -> List.of(it));
      assertThatThrownBy(() -> recovered.tunnelRecover(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a buffer must hold at least 1 item, not 0");
    }
  }
}
