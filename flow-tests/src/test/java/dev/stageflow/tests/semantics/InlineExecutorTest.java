package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an executor runs inline, or rejects, slices are made by whoever wakes the run. */
class InlineExecutorTest {

  /** Waits for one future, and then completes another. */
  static class Link {
    final CompletableFuture<Integer> before;
    final CompletableFuture<Integer> after = new CompletableFuture<>();

    Link(CompletableFuture<Integer> before) {
      this.before = before;
    }

    @Function
    CompletionStage<Integer> awaited(int number) {
      return before;
    }

    @Function
    int passed(int number) {
      after.complete(number + 1);
      return number;
    }
  }

  static Stream<Named<FlowMaker<Link, Integer, Integer>>> links() {
    return Flows.of(
        InlineExecutorTest_LinkFlow::of,
        link -> Flow.<Integer>begin().functionAsync(link::awaited).function(link::passed).build());
  }

  @ParameterizedTest
  @MethodSource("links")
  void runsWhoseStagesWakeOneAnotherAreNoRecursion(FlowMaker<Link, Integer, Integer> maker) {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> last = first;
    for (int i = 0; i < 5_000; i++) {
      Link link = new Link(last);
      CompletableFuture<Integer> unused = maker.of(link).on(Runnable::run).single(0);
      last = link.after;
    }
    first.complete(0);
    assertThat(last).isCompletedWithValue(5_000);
  }

  @ParameterizedTest
  @MethodSource("links")
  void runsThatAwaitOneAnotherAreNoRecursion(FlowMaker<Link, Integer, Integer> maker) {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> last = first;
    for (int i = 0; i < 5_000; i++) {
      last = maker.of(new Link(last)).on(Runnable::run).single(0);
    }
    first.complete(7);
    assertThat(last).isCompletedWithValue(7);
  }

  @Test
  void aRunThatAStageStartsIsMadeAtOnce() {
    Flow<Integer, Integer> inner = Flow.<Integer>begin().function(n -> n + 1).build();
    Flow<Integer, Boolean> outer =
        Flow.<Integer>begin().function(n -> inner.on(Runnable::run).single(n).isDone()).build();
    assertThat(outer.on(Runnable::run).single(1)).isCompletedWithValue(true);
  }

  /** Waits a moment, and writes down by which threads it is called and closed. */
  static class Threads {
    final List<Thread> seen = Collections.synchronizedList(new ArrayList<>());
    final CountDownLatch closed = new CountDownLatch(1);
    private boolean waited;

    /** A source that is closed by some thread. */
    class Source extends ArrayList<Integer> implements AutoCloseable {
      private static final long serialVersionUID = 1;

      Source() {
        add(1);
      }

      @Override
      public void close() {
        seen.add(Thread.currentThread());
        closed.countDown();
      }
    }

    @Sequence
    List<Integer> numbers(Duration delay) {
      return new Source();
    }

    @Function
    int pausing(int number, @Upstream("input") Duration delay) throws PauseFlow {
      if (!waited) {
        waited = true;
        throw PauseFlow.after(delay);
      }
      seen.add(Thread.currentThread());
      return number;
    }
  }

  private static void assertThatDelaysEndElsewhere(List<Thread> threads) throws Exception {
    assertThat(threads)
        .doesNotContain(timer())
        .extracting(Thread::getName)
        .doesNotContain("stageflow-timer");
  }

  /** The thread on which the JDK ends delays. */
  private static Thread timer() throws Exception {
    CompletableFuture<Thread> timer = new CompletableFuture<>();
    CompletableFuture<Void> never = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        never
            .orTimeout(10, TimeUnit.MILLISECONDS)
            .whenComplete((nothing, thrown) -> timer.complete(Thread.currentThread()));
    return timer.get();
  }

  @Test
  void noStageRunsOnAThreadThatEndsDelays() throws Exception {
    Threads threads = new Threads();
    InlineExecutorTest_ThreadsFlow.of(threads)
        .on(Runnable::run)
        .collect(Duration.ofMillis(20))
        .get();
    assertThat(threads.seen).hasSize(2);
    assertThatDelaysEndElsewhere(threads.seen);
  }

  @Test
  void nothingIsClosedThereWhenTheLoopHasComeToReject() throws Exception {
    Threads threads = new Threads();
    TestLoop loop = new TestLoop();
    List<Boolean> rejecting = Collections.synchronizedList(new ArrayList<>());
    Executor rejectingSoon =
        task -> {
          if (!rejecting.isEmpty()) {
            throw new RejectedExecutionException();
          }
          loop.execute(task);
        };
    CompletableFuture<List<Integer>> result =
        InlineExecutorTest_ThreadsFlow.of(threads).on(rejectingSoon).collect(Duration.ofMillis(20));
    loop.runAll();
    rejecting.add(true);
    assertThat(result.handle((all, thrown) -> thrown).get())
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(threads.seen).hasSize(1);
    assertThatDelaysEndElsewhere(threads.seen);
  }

  @Test
  void nothingIsClosedThereWhenAFutureTimesOut() throws Exception {
    Threads threads = new Threads();
    CompletableFuture<List<Integer>> result =
        InlineExecutorTest_ThreadsFlow.of(threads).on(Runnable::run).collect(Duration.ofDays(1));
    CompletableFuture<List<Integer>> unused = result.orTimeout(20, TimeUnit.MILLISECONDS);
    threads.closed.await();
    assertThat(threads.seen).hasSize(1);
    assertThatDelaysEndElsewhere(threads.seen);
  }

  @Test
  void noStageRunsThereWhereTheExecutorItselfDoes() throws Exception {
    Threads threads = new Threads();
    Executor delayed = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, Runnable::run);
    InlineExecutorTest_ThreadsFlow.of(threads).on(delayed).collect(Duration.ZERO).get();
    assertThat(threads.seen).hasSize(2);
    assertThatDelaysEndElsewhere(threads.seen);
  }

  /** Reads on a worker, which takes its time to close. */
  static class Slow {
    final CountDownLatch closing = new CountDownLatch(1);
    final CountDownLatch mayClose = new CountDownLatch(1);
    volatile boolean closed;
    boolean reached;

    @Tunnel(buffer = 1)
    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return new FlowIterator<>() {
        @Override
        public Integer next() {
          return first;
        }

        @Override
        public void close() {
          closing.countDown();
          try {
            mayClose.await();
          } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
          }
          closed = true;
        }
      };
    }

    @Function
    int waiting(int number) throws PauseFlow {
      reached = true;
      throw PauseFlow.until(new CompletableFuture<>());
    }
  }

  static Stream<Named<FlowMaker<Slow, Integer, Integer>>> slow() {
    return Flows.of(
        InlineExecutorTest_SlowFlow::of,
        slow ->
            Flow.<Integer>begin()
                .sequenceFrom(slow::numbers)
                .tunnel(1)
                .function(slow::waiting)
                .build());
  }

  @ParameterizedTest
  @MethodSource("slow")
  void whateverWakesARunOnALoopThatRejectsItEndsOnceAllIsClosed(
      FlowMaker<Slow, Integer, Integer> maker) throws Exception {
    Slow slow = new Slow();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(slow).on(loop).start(1);
    CompletableFuture<Boolean> closedAtEnd =
        run.completion().handle((nothing, thrown) -> slow.closed).toCompletableFuture();
    while (!slow.reached) {
      loop.awaitNext();
    }
    loop.shutdown();
    run.cancel();
    slow.closing.await();
    run.cancel();
    run.resume();
    run.progress();
    run.trace();
    assertThat(closedAtEnd).isNotDone();
    assertThat(run.state().isEnd()).isFalse();
    slow.mayClose.countDown();
    assertThat(closedAtEnd.get()).isTrue();
  }

  /** Has another thread do what the executor has kept. */
  static class Meddling {
    final Queue<Runnable> kept = new ConcurrentLinkedQueue<>();
    final AtomicInteger calls = new AtomicInteger();

    @Function
    int disturbed(int number) throws InterruptedException {
      Runnable again = kept.poll();
      if (again != null) {
        Thread other = new Thread(again);
        other.start();
        other.join();
      }
      return number + 10 * calls.incrementAndGet();
    }
  }

  static Stream<Named<FlowMaker<Meddling, Integer, Integer>>> meddling() {
    return Flows.of(
        InlineExecutorTest_MeddlingFlow::of,
        it -> Flow.<Integer>begin().function(it::disturbed).build());
  }

  @ParameterizedTest
  @MethodSource("meddling")
  void aSliceThatIsRunInlineAndElsewhereIsMadeOnce(FlowMaker<Meddling, Integer, Integer> maker) {
    Meddling definition = new Meddling();
    Executor both =
        slice -> {
          slice.run();
          definition.kept.add(slice);
        };
    assertThat(maker.of(definition).on(both).collect(1)).isCompletedWithValue(List.of(11));
    assertThat(definition.calls).hasValue(1);
  }
}
