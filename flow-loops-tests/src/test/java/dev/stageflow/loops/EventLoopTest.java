package dev.stageflow.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for flows on an event loop, none of whose stages may block it. */
@Timeout(30)
abstract class EventLoopTest {
  private static final Set<String> TUNNELLED =
      Set.of("open orders of ann", "next order", "close orders", "weigh");
  private static final Set<String> ON_THE_LOOP =
      Set.of(
          "size",
          "open parcels",
          "next parcel",
          "close parcels",
          "onFinish of parcels",
          "start",
          "add",
          "onFlush",
          "finish",
          "label",
          "onClose",
          "onFinish of orders",
          "sink",
          "completion");

  private final Journal journal = new Journal();
  private Thread loop = Thread.currentThread();
  private boolean shutDown;

  /** Returns the loop, on which all that is executed runs on one thread. */
  abstract Executor executor();

  /** Ends the loop, and waits until it has ended. */
  abstract void shutDown() throws Exception;

  @BeforeEach
  void watchTheLoop() throws Exception {
    loop = onLoop(Thread::currentThread);
    BlockingCalls.watch(loop);
  }

  @AfterEach
  void noBlockingCallWasMadeOnTheLoop() throws Exception {
    shutDownLoop();
    assertThat(BlockingCalls.takeFound()).isEmpty();
  }

  @Test
  void everythingButTunnelledStagesRunsOnTheLoop() throws Exception {
    CountDownLatch watched = new CountDownLatch(1);
    FlowRun run =
        start(
            new SlowWarehouse(8) {
              @Override
              public @Nullable Integer nextOrder() throws Exception {
                watched.await();
                return super.nextOrder();
              }
            });
    CompletableFuture<@Nullable Throwable> end = end(run);
    watched.countDown();
    assertThat(get(end)).isNull();
    assertThat(journal.namesOff(loop)).isEqualTo(TUNNELLED);
    assertThat(journal.namesOn(loop)).isEqualTo(ON_THE_LOOP);
  }

  @Test
  void theResultIsThatOfAPlainLoop() throws Exception {
    ShippingFlow flow = ShippingFlow.of(new Shipping(journal, new SlowWarehouse(20)));
    assertThat(get(flow.on(executor()).collect("ann"))).isEqualTo(SlowWarehouse.labels(20));
  }

  @Test
  void otherEventsHaveATurnBetweenAnyTwoCallsThatOutlastASlice() throws Exception {
    AtomicInteger turns = new AtomicInteger();
    CompletableFuture<Integer> sum = new CompletableFuture<>();
    Runnable event =
        new Runnable() {
          @Override
          public void run() {
            turns.incrementAndGet();
            if (!sum.isDone()) {
              executor().execute(this);
            }
          }
        };
    executor().execute(event);
    List<Integer> turnsBefore = new ArrayList<>();
    CompletionStage<Integer> run =
        WorkFlow.of(new Work(piece -> turnsBefore.add(turns.get()))).on(executor()).single(100);
    run.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            sum.complete(result);
          } else {
            sum.completeExceptionally(failure);
          }
        });
    assertThat(get(sum)).isEqualTo(5_050);
    assertThat(turnsBefore).hasSize(100).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void twoFlowsTakeTurns() throws Exception {
    List<String> slices = new ArrayList<>();
    List<CompletableFuture<Integer>> sums =
        onLoop(
            () ->
                List.of(
                    WorkFlow.of(new Work(piece -> {})).on(noting("a", slices)).single(20),
                    WorkFlow.of(new Work(piece -> {})).on(noting("b", slices)).single(20)));
    for (CompletableFuture<Integer> sum : sums) {
      assertThat(get(sum)).isEqualTo(210);
    }
    // After that one of them may have ended: no slice has two calls of compute.
    for (int slice = 0; slice < 40; slice++) {
      assertThat(slices.get(slice)).isEqualTo(slice % 2 == 0 ? "a" : "b");
    }
  }

  private Executor noting(String name, List<String> slices) {
    Executor executor = executor();
    return slice ->
        executor.execute(
            () -> {
              slices.add(name);
              slice.run();
            });
  }

  @Test
  void cancellingFromAnotherThreadClosesAllThatIsOpenAndEndsOnTheLoop() throws Exception {
    CountDownLatch weighing = new CountDownLatch(1);
    FlowRun run =
        start(
            new SlowWarehouse(Integer.MAX_VALUE) {
              @Override
              public int weigh(int parcel) throws InterruptedException {
                weighing.countDown();
                new CountDownLatch(1).await();
                return parcel;
              }
            });
    CompletableFuture<@Nullable Throwable> end = end(run);
    weighing.await();
    run.cancel();
    assertThat(get(end)).isInstanceOf(CancellationException.class);
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertAllWasClosedWhereItBelongs();
  }

  @Test
  void theFailureOfAStageClosesAllThatIsOpenAndEndsOnTheLoop() throws Exception {
    IllegalStateException failure = new IllegalStateException("too heavy");
    CountDownLatch watched = new CountDownLatch(1);
    FlowRun run =
        start(
            new SlowWarehouse(Integer.MAX_VALUE) {
              @Override
              public int weigh(int parcel) throws InterruptedException {
                watched.await();
                return super.weigh(parcel);
              }

              @Override
              public int add(int sum, int weight) {
                throw failure;
              }
            });
    CompletableFuture<@Nullable Throwable> end = end(run);
    watched.countDown();
    assertThat(get(end)).isSameAs(failure);
    assertThat(run.state()).isEqualTo(FlowRun.State.FAILED);
    assertAllWasClosedWhereItBelongs();
  }

  private void assertAllWasClosedWhereItBelongs() throws Exception {
    onLoop(() -> true);
    assertThat(journal.names())
        .containsOnlyOnce("open parcels", "close parcels", "close orders", "completion")
        .endsWith("completion")
        .doesNotContain("onClose", "onFlush", "onFinish of parcels", "onFinish of orders");
    assertThat(TUNNELLED).containsAll(journal.namesOff(loop));
    assertThat(ON_THE_LOOP).containsAll(journal.namesOn(loop));
  }

  @Test
  void aFlowThatWaitsGivesTheLoopNothingToDo() throws Exception {
    CompletableFuture<Integer> size = new CompletableFuture<>();
    AtomicInteger slices = new AtomicInteger();
    CompletableFuture<List<String>> labels = new CompletableFuture<>();
    List<String> taken = new ArrayList<>();
    FlowRun run =
        ShippingFlow.of(
                new Shipping(
                    journal,
                    new SlowWarehouse(1) {
                      @Override
                      public CompletionStage<Integer> size(int order) {
                        return size;
                      }
                    }))
            .on(counting(slices))
            .start("ann", taken::add);
    run.completion().thenRun(() -> labels.complete(List.copyOf(taken)));
    while (!journal.names().contains("size") || run.state() != FlowRun.State.WAITING) {
      onLoop(() -> true);
    }
    assertTheLoopIsFree(slices);
    size.complete(2);
    assertThat(get(labels)).containsExactly("1: 30 g");
  }

  @Test
  void aFlowThatIsPausedGivesTheLoopNothingToDo() throws Exception {
    AtomicInteger slices = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    List<Integer> sums = Collections.synchronizedList(new ArrayList<>());
    FlowRun run =
        WorkFlow.of(new Work(piece -> started.countDown()))
            .on(counting(slices))
            .start(100, sums::add);
    CompletableFuture<@Nullable Throwable> end = end(run);
    started.await();
    run.pause();
    while (run.state() != FlowRun.State.PAUSED) {
      onLoop(() -> true);
    }
    assertTheLoopIsFree(slices);
    assertThat(sums).isEmpty();
    run.resume();
    assertThat(get(end)).isNull();
    assertThat(sums).containsExactly(5_050);
  }

  private void assertTheLoopIsFree(AtomicInteger slices) throws Exception {
    int before = slices.get();
    for (int event = 0; event < 100; event++) {
      onLoop(() -> true);
    }
    assertThat(slices).hasValue(before);
  }

  private Executor counting(AtomicInteger slices) {
    Executor executor = executor();
    return slice -> {
      slices.incrementAndGet();
      executor.execute(slice);
    };
  }

  @Test
  void aRunOnALoopThatWasShutDownFails() throws Exception {
    shutDownLoop();
    CompletableFuture<List<String>> labels =
        ShippingFlow.of(new Shipping(journal, new SlowWarehouse(8))).on(executor()).collect("ann");
    assertThat(get(labels.<@Nullable Throwable>handle((all, failure) -> failure)))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(journal.names()).isEmpty();
  }

  @Test
  void aRunWhoseLoopIsShutDownFailsAndClosesAllThatIsOpen() throws Exception {
    CountDownLatch weighing = new CountDownLatch(1);
    CountDownLatch weighed = new CountDownLatch(1);
    FlowRun run =
        start(
            new SlowWarehouse(Integer.MAX_VALUE) {
              @Override
              public int weigh(int parcel) throws InterruptedException {
                weighing.countDown();
                weighed.await();
                return super.weigh(parcel);
              }
            });
    CompletableFuture<@Nullable Throwable> end = end(run);
    weighing.await();
    shutDownLoop();
    weighed.countDown();
    assertThat(get(end)).isInstanceOf(RejectedExecutionException.class);
    assertThat(run.state()).isEqualTo(FlowRun.State.FAILED);
    assertThat(journal.names())
        .containsOnlyOnce("open parcels", "close parcels", "close orders", "completion")
        .endsWith("completion")
        .doesNotContain("add");
  }

  @Test
  void aStageThatSleepsOnTheLoopIsFound() throws Exception {
    FlowRun run =
        start(
            new SlowWarehouse(1) {
              @Override
              public int add(int sum, int weight) throws Exception {
                Thread.sleep(1);
                return super.add(sum, weight);
              }
            });
    assertThat(get(end(run))).isNull();
    assertThat(BlockingCalls.takeFound())
        .isNotEmpty()
        .allSatisfy(
            found -> {
              assertThat(found).hasMessageContaining("sleep");
              assertThat(found.getStackTrace())
                  .anyMatch(call -> call.getClassName().equals(Shipping.class.getName()));
            });
  }

  private FlowRun start(Shipping.Warehouse warehouse) {
    return ShippingFlow.of(new Shipping(journal, warehouse))
        .on(executor())
        .start("ann", label -> journal.note("sink"));
  }

  /** Returns a run's failure, or null, once it has ended. */
  private CompletableFuture<@Nullable Throwable> end(FlowRun run) {
    return run.completion()
        .<@Nullable Throwable>handle(
            (nothing, failure) -> {
              journal.note("completion");
              return failure;
            })
        .toCompletableFuture();
  }

  private <T> T onLoop(Supplier<T> action) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    executor().execute(() -> result.complete(action.get()));
    return get(result);
  }

  private static <T extends @Nullable Object> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private void shutDownLoop() throws Exception {
    if (!shutDown) {
      shutDown = true;
      BlockingCalls.unwatch(loop);
      shutDown();
    }
  }
}
