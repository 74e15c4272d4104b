package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tunnelled sequence is opened, read and closed on worker threads, ahead of its flow. */
@Timeout(30)
class TunnelTest {

  /** What a test reads through the tunnel. */
  static class Reader {
    final List<String> finished = new ArrayList<>();
    final List<Thread> stageThreads = new ArrayList<>();

    @Tunnel(buffer = 4)
    @Sequence(onFinish = "done")
    @Nullable FlowIterator<Integer> read(Opening opening) throws IOException {
      return opening.open();
    }

    @Function
    int pass(int item) {
      stageThreads.add(Thread.currentThread());
      if (item < 0) {
        throw new IllegalStateException("no negative items");
      }
      return item;
    }

    void done() {
      finished.add("finished");
    }
  }

  /** Opens what is read. */
  @FunctionalInterface
  interface Opening {
    @Nullable FlowIterator<Integer> open() throws IOException;
  }

  /** Counts, and notes which threads use it. */
  static class Counter implements FlowIterator<Integer> {
    final List<Thread> threads = new ArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);
    private final int end;
    private int next;

    Counter(int end) {
      this.end = end;
    }

    @Override
    public @Nullable Integer next() throws Exception {
      threads.add(Thread.currentThread());
      return next == end ? null : next++;
    }

    @Override
    public void close() {
      threads.add(Thread.currentThread());
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      closed.countDown();
    }
  }

  static Stream<Named<FlowMaker<Reader, Opening, Integer>>> flows() {
    return Flows.of(
        TunnelTest_ReaderFlow::of,
        reader ->
            Flow.<Opening>begin()
                .sequenceFrom(Opening::open)
                .tunnel(4)
                .onFinish(reader::done)
                .function(reader::pass)
                .build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itemsComeInOrderAndAreReadOnAnotherThread(FlowMaker<Reader, Opening, Integer> maker)
      throws Exception {
    Counter counter = new Counter(10_000);
    Reader reader = new Reader();
    List<Integer> outputs = maker.of(reader).collect(() -> counter);
    assertThat(outputs).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    assertThat(reader.stageThreads).containsOnly(Thread.currentThread());
    assertThat(counter.threads).doesNotContain(Thread.currentThread());
    assertThat(reader.finished).containsExactly("finished");
    assertThat(counter.closed.getCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void nothingIsNotEvenFinished(FlowMaker<Reader, Opening, Integer> maker) throws Exception {
    Reader reader = new Reader();
    assertThat(maker.of(reader).collect(() -> null)).isEmpty();
    assertThat(reader.finished).isEmpty();
    assertThat(maker.of(reader).collect(() -> new Counter(0))).isEmpty();
    assertThat(reader.finished).containsExactly("finished");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theFailureToOpenIsTheRuns(FlowMaker<Reader, Opening, Integer> maker) {
    IOException failure = new IOException("no such file");
    assertThatThrownBy(
            () ->
                maker
                    .of(new Reader())
                    .collect(
                        () -> {
                          throw failure;
                        }))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theFailureToReadComesAfterTheItemsBeforeIt(FlowMaker<Reader, Opening, Integer> maker) {
    IOException failure = new IOException("disk error");
    Counter counter =
        new Counter(100) {
          @Override
          public @Nullable Integer next() throws Exception {
            Integer next = super.next();
            if (next != null && next == 50) {
              throw failure;
            }
            return next;
          }
        };
    List<Integer> outputs = new ArrayList<>();
    assertThatThrownBy(() -> maker.of(new Reader()).run(() -> counter, outputs::add))
        .isSameAs(failure);
    assertThat(outputs).isEqualTo(IntStream.range(0, 50).boxed().toList());
    assertThat(counter.closed.getCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatFailsEndsAfterTheSourceIsClosed(FlowMaker<Reader, Opening, Integer> maker) {
    IllegalStateException unclosable = new IllegalStateException("stuck");
    Counter counter =
        new Counter(1_000) {
          @Override
          public Integer next() {
            return -1;
          }

          @Override
          public void close() {
            super.close();
            throw unclosable;
          }
        };
    assertThatThrownBy(() -> maker.of(new Reader()).collect(() -> counter))
        .hasMessage("no negative items")
        .hasSuppressedException(unclosable);
    assertThat(counter.closed.getCount()).isZero();
    assertThat(counter.threads).doesNotContain(Thread.currentThread());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anItemIsPassedOnBeforeTheNextOneIsThere(FlowMaker<Reader, Opening, Integer> maker)
      throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    Counter counter =
        new Counter(2) {
          @Override
          public @Nullable Integer next() throws Exception {
            Integer next = super.next();
            if (next != null && next == 1) {
              taken.await();
            }
            return next;
          }
        };
    List<Integer> outputs = new ArrayList<>();
    maker
        .of(new Reader())
        .run(
            () -> counter,
            item -> {
              outputs.add(item);
              taken.countDown();
            });
    assertThat(outputs).containsExactly(0, 1);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void cancellingInterruptsTheWorkerAndClosesItsSourceThere(
      FlowMaker<Reader, Opening, Integer> maker) throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    Counter counter =
        new Counter(2) {
          @Override
          public @Nullable Integer next() throws Exception {
            super.next();
            reading.countDown();
            new CountDownLatch(1).await();
            return null;
          }
        };
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(new Reader()).on(loop).start(() -> counter);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    reading.await();
    run.cancel();
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    while (!completion.isDone()) {
      loop.awaitNext();
    }
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(counter.closed.getCount()).isZero();
    assertThat(counter.threads).doesNotContain(Thread.currentThread());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aSourceThatNoInterruptReachesIsAskedToCancel(FlowMaker<Reader, Opening, Integer> maker)
      throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Counter counter =
        new Counter(2) {
          @Override
          public @Nullable Integer next() {
            reading.countDown();
            while (cancelled.getCount() > 0) {
              Thread.onSpinWait();
            }
            return null;
          }

          @Override
          public void cancel() {
            cancelled.countDown();
          }
        };
    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs =
        maker.of(new Reader()).on(loop).collect(() -> counter);
    loop.runAll();
    reading.await();
    outputs.cancel(true);
    loop.runAll();
    counter.closed.await();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aFullBufferHoldsNoThread(FlowMaker<Reader, Opening, Integer> maker) throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      TestLoop loop = new TestLoop();
      List<List<Integer>> all = new ArrayList<>();
      List<FlowRun> runs = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        List<Integer> outputs = new ArrayList<>();
        all.add(outputs);
        runs.add(
            maker
                .of(new Reader())
                .on(loop)
                .tunnelOn(one)
                .start(() -> new Counter(50), outputs::add));
      }
      while (!runs.stream().allMatch(run -> run.state().isEnd())) {
        loop.awaitNext();
      }
      assertThat(all).allMatch(outputs -> outputs.size() == 50);
    } finally {
      one.shutdown();
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRejectedWorkerFailsTheRun(FlowMaker<Reader, Opening, Integer> maker) {
    TestLoop loop = new TestLoop();
    RejectedExecutionException rejection = new RejectedExecutionException("closed");
    FlowRun run =
        maker
            .of(new Reader())
            .on(loop)
            .tunnelOn(
                task -> {
                  throw rejection;
                })
            .start(() -> new Counter(50));
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    loop.runAll();
    assertThat(completion.handle((all, thrown) -> thrown)).isCompletedWithValue(rejection);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aWorkerThatIsRejectedLaterFailsTheRunAndClosesTheSource(
      FlowMaker<Reader, Opening, Integer> maker) throws Exception {
    TestLoop loop = new TestLoop();
    TestLoop worker = new TestLoop();
    RejectedExecutionException rejection = new RejectedExecutionException("closed");
    List<Runnable> accepted = new ArrayList<>();
    Counter counter = new Counter(50);
    FlowRun run =
        maker
            .of(new Reader())
            .on(loop)
            .tunnelOn(
                task -> {
                  if (!accepted.isEmpty()) {
                    throw rejection;
                  }
                  accepted.add(task);
                  worker.execute(task);
                })
            .start(() -> counter);
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    loop.runAll();
    worker.runAll();
    while (!completion.isDone()) {
      loop.awaitNext();
    }
    assertThat(completion.handle((all, thrown) -> thrown)).isCompletedWithValue(rejection);
    assertThat(counter.closed.getCount()).isZero();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anOpenedFlowThatIsClosedClosesItsTunnel(FlowMaker<Reader, Opening, Integer> maker)
      throws Exception {
    Counter counter = new Counter(1_000);
    try (Stream<Integer> outputs = maker.of(new Reader()).stream(() -> counter)) {
      assertThat(outputs.limit(3)).containsExactly(0, 1, 2);
    }
    assertThat(counter.closed.getCount()).isZero();
    assertThat(counter.next).isLessThan(20);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aCancelledRunIsToldAsCancelled(FlowMaker<Reader, Opening, Integer> maker) throws Exception {
    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs =
        maker.of(new Reader()).on(loop).collect(() -> new Counter(1_000_000));
    loop.awaitNext();
    outputs.cancel(false);
    assertThatThrownBy(outputs::join).isInstanceOf(CancellationException.class);
    loop.runAll();
  }

  /** Reads a stream through the tunnel. */
  static class Streaming {
    @Tunnel
    @Sequence
    Stream<String> lines(Stream<String> lines) {
      return lines;
    }
  }

  /** The worker has it by then, and nobody else knows of it. */
  @Test
  void aStreamThatCannotBeWalkedIsClosedAllTheSame() {
    AtomicInteger closed = new AtomicInteger();
    Stream<String> walked = Stream.of("a").onClose(closed::incrementAndGet);
    assertThat(walked.iterator()).hasNext();
    assertThatIllegalStateException()
        .isThrownBy(() -> TunnelTest_StreamingFlow.create().run(walked));
    assertThat(closed).hasValue(1);
  }
}
