package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cancelled run ends whatever its tunnels wait for, and the executor does with them. */
@Timeout(30)
class TunnelCancelTest {
  private final List<ExecutorService> pools = new ArrayList<>();
  private final TestLoop loop = new TestLoop();

  private ExecutorService pool(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    pools.add(pool);
    return pool;
  }

  @AfterEach
  void stop() {
    pools.forEach(ExecutorService::shutdownNow);
  }

  /** Gives items for ever, and notes what is done to it. */
  static class Items implements FlowIterator<Integer> {
    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch asked = new CountDownLatch(1);
    private int next;

    @Override
    public Integer next() throws Exception {
      asked.countDown();
      return next++;
    }

    @Override
    public void close() {
      told.add("closed");
    }
  }

  /** Gives one item, and waits for ever for the second. */
  static class Stuck extends Items {
    final CountDownLatch waiting = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    @Override
    public Integer next() throws Exception {
      if (super.next() == 0) {
        return 0;
      }
      waiting.countDown();
      try {
        released.await();
      } catch (InterruptedException interrupt) {
        told.add("interrupted");
        throw interrupt;
      }
      told.add("released");
      return 1;
    }
  }

  record Nested(FlowIterator<Integer> source) {
    @Tunnel(buffer = 2)
    @Sequence
    FlowIterator<Integer> outer(FlowIterator<Integer> outer) {
      return outer;
    }

    @Tunnel(buffer = 2)
    @Sequence
    FlowIterator<Integer> inner(int item) {
      return source;
    }
  }

  static Stream<Named<FlowMaker<Nested, FlowIterator<Integer>, Integer>>> nested() {
    return Flows.of(
        TunnelCancelTest_NestedFlow::of,
        d ->
            Flow.<FlowIterator<Integer>>begin()
                .sequenceFrom(outer -> outer)
                .tunnel(2)
                .sequenceFrom(d::inner)
                .tunnel(2)
                .build());
  }

  private void cancel(FlowRun run) {
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @MethodSource("nested")
  void anInnerTunnelThatGetsNoThreadKeepsNobodyWaiting(
      FlowMaker<Nested, FlowIterator<Integer>, Integer> maker) throws Exception {
    for (int threads : new int[] {1, 4}) {
      ExecutorService pool = pool(threads);
      List<Stuck> outers = new ArrayList<>();
      List<FlowRun> runs = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Stuck outer = new Stuck();
        outers.add(outer);
        runs.add(
            maker.of(new Nested(new Items())).on(loop).tunnelOn(pool).start(outer, item -> {}));
      }
      loop.runAll();
      for (Stuck outer : outers) {
        outer.waiting.await();
      }
      loop.runAll();
      runs.forEach(this::cancel);
      assertThat(outers)
          .allSatisfy(o -> assertThat(o.told).containsExactly("interrupted", "closed"));
    }
  }

  @ParameterizedTest
  @MethodSource("nested")
  void anInnerTunnelWithAFullBufferIsClosedWithoutAThreadOfTheExecutor(
      FlowMaker<Nested, FlowIterator<Integer>, Integer> maker) throws Exception {
    // The executor's one thread begins with what was submitted last.
    Stuck outer = new Stuck();
    Items inner = new Items();
    Queue<Runnable> turns = new ArrayDeque<>();
    FlowRun run =
        maker.of(new Nested(inner)).on(loop).tunnelOn(turns::add).start(outer, item -> {});
    loop.runAll();
    Thread reader = new Thread(turns.remove());
    reader.start();
    outer.waiting.await();
    loop.awaitNext();
    loop.runAll();
    turns.remove().run();
    assertThat(inner.asked.getCount()).isZero();
    run.pause();
    loop.runAll();
    cancel(run);
    assertThat(inner.told).containsExactly("closed");
    assertThat(outer.told).containsExactly("interrupted", "closed");
    reader.join();
  }

  static class One {
    @Tunnel(buffer = 4)
    @Sequence
    FlowIterator<Integer> read(FlowIterator<Integer> source) {
      return source;
    }

    @Accumulate
    long sum(long sum, int item) {
      return sum + item;
    }
  }

  static Stream<Named<FlowMaker<One, FlowIterator<Integer>, Long>>> one() {
    return Flows.of(
        TunnelCancelTest_OneFlow::of,
        d ->
            Flow.<FlowIterator<Integer>>begin()
                .sequenceFrom(source -> source)
                .tunnel(4)
                .accumulate(() -> 0L, (sum, item) -> sum + item)
                .build());
  }

  @ParameterizedTest
  @MethodSource("one")
  void aTurnThatIsDroppedIsNotWaitedFor(FlowMaker<One, FlowIterator<Integer>, Long> maker) {
    Items items = new Items();
    FlowRun run = maker.of(new One()).on(loop).tunnelOn(task -> {}).start(items);
    loop.runAll();
    cancel(run);
    assertThat(items.told).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("one")
  void aLaterTurnThatIsDroppedIsNotWaitedFor(FlowMaker<One, FlowIterator<Integer>, Long> maker) {
    Items items = new Items();
    Queue<Runnable> turns = new ArrayDeque<>();
    FlowRun run = maker.of(new One()).on(loop).tunnelOn(turns::add).start(items);
    loop.runAll();
    turns.remove().run();
    loop.runAll();
    assertThat(turns).as("it was resumed").hasSize(1);
    turns.clear();
    cancel(run);
    assertThat(items.told).containsExactly("closed");
  }

  @ParameterizedTest
  @MethodSource("one")
  void aPoolThatIsShutDownKeepsNobodyWaiting(FlowMaker<One, FlowIterator<Integer>, Long> maker)
      throws Exception {
    ExecutorService pool = pool(1);
    CountDownLatch busy = new CountDownLatch(1);
    pool.execute(
        () -> {
          busy.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException shutDown) {
            Thread.currentThread().interrupt();
          }
        });
    busy.await();
    FlowRun run = maker.of(new One()).on(loop).tunnelOn(pool).start(new Items());
    loop.runAll();
    assertThat(pool.shutdownNow()).hasSize(1);
    cancel(run);
  }

  @ParameterizedTest
  @MethodSource("one")
  void aTurnThatIsRunTwiceIsMadeOnce(FlowMaker<One, FlowIterator<Integer>, Long> maker)
      throws Exception {
    Executor twice =
        task -> {
          Thread second = new Thread(task);
          second.start();
          task.run();
          try {
            second.join();
          } catch (InterruptedException interrupt) {
            throw new AssertionError(interrupt);
          }
          task.run();
        };
    ExecutorService pool = pool(1);
    FlowIterator<Integer> numbers = FlowIterator.of(Collections.nCopies(1_000, 1));
    long sum =
        loop.await(
            maker
                .of(new One())
                .on(loop)
                .tunnelOn(task -> pool.execute(() -> twice.execute(task)))
                .single(numbers));
    assertThat(sum).isEqualTo(1_000);
  }

  /** Can be cancelled. */
  static class Cancellable extends Stuck {
    @Override
    public void cancel() {
      told.add("cancelled");
      released.countDown();
    }
  }

  @ParameterizedTest
  @MethodSource("one")
  void aSourceThatCanBeCancelledIsNotInterrupted(FlowMaker<One, FlowIterator<Integer>, Long> maker)
      throws Exception {
    Cancellable source = new Cancellable();
    FlowRun run = maker.of(new One()).on(loop).start(source);
    loop.runAll();
    source.waiting.await();
    cancel(run);
    assertThat(source.told).containsExactly("cancelled", "released", "closed");
  }

  @ParameterizedTest
  @MethodSource("one")
  void aSourceThatFailsToCancelIsInterrupted(FlowMaker<One, FlowIterator<Integer>, Long> maker)
      throws Exception {
    Stuck source =
        new Stuck() {
          @Override
          public void cancel() {
            throw new IllegalStateException("cannot cancel");
          }
        };
    FlowRun run = maker.of(new One()).on(loop).start(source);
    loop.runAll();
    source.waiting.await();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .satisfies(second -> assertThat(second).hasMessage("cannot cancel")));
    assertThat(source.told).containsExactly("interrupted", "closed");
  }

  /** It takes some seconds, so that it is tried once. */
  @Test
  void aSourceThatDoesNotHeedItsCancelIsInterruptedLater() throws Exception {
    Stuck source =
        new Stuck() {
          @Override
          public void cancel() {
            told.add("cancelled");
          }
        };
    FlowRun run = TunnelCancelTest_OneFlow.of(new One()).on(loop).start(source);
    loop.runAll();
    source.waiting.await();
    cancel(run);
    assertThat(source.told).containsExactly("cancelled", "interrupted", "closed");
  }

  @ParameterizedTest
  @MethodSource("one")
  void anOpenedFlowIsClosedWithItsOwnTunnel(FlowMaker<One, FlowIterator<Integer>, Long> maker)
      throws Exception {
    Stuck source = new Stuck();
    Flow<FlowIterator<Integer>, Integer> inner =
        Flow.<FlowIterator<Integer>>begin().sequenceFrom(s -> s).tunnel(4).build();
    FlowIterator<Integer> opened = inner.open(source);
    assertThat(firstOf(opened)).isZero();
    source.waiting.await();
    CompletionStage<Long> sum = maker.of(new One()).on(loop).single(opened);
    assertThatThrownBy(() -> loop.await(sum))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a tunnelled stage must not pause: it may block")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(source.told).containsExactly("interrupted", "closed");
  }

  private static Integer firstOf(FlowIterator<Integer> opened) throws Exception {
    while (true) {
      try {
        return opened.next();
      } catch (PauseFlow pause) {
        continue;
      }
    }
  }

  static class Called {
    @Tunnel
    @Function
    String call(String item) {
      return item;
    }
  }

  static Stream<Named<FlowMaker<Called, String, String>>> called() {
    return Stream.of(Named.of("generated", TunnelCancelTest_CalledFlow::of));
  }

  @ParameterizedTest
  @MethodSource("called")
  void aCallThatIsDroppedIsNotWaitedFor(FlowMaker<Called, String, String> maker) {
    FlowRun run = maker.of(new Called()).on(loop).tunnelOn(task -> {}).start("a", item -> {});
    loop.runAll();
    cancel(run);
  }
}
