package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.flow.FirstFrame;
import dev.stageflow.internal.frame.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopSliceTest {

  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

  private final ManualLoop loop = new ManualLoop();
  private int calls;

  private Flow<Integer, Integer> counted() {
    return Flow.<Integer>begin()
        .sequence(n -> IntStream.range(0, n).boxed().toList())
        .function(
            n -> {
              calls++;
              return n;
            })
        .build();
  }

  private List<Integer> callsPerSlice(FlowRun run) {
    List<Integer> slices = new ArrayList<>();
    while (!run.state().isEnd()) {
      int before = calls;
      loop.runOne();
      slices.add(calls - before);
    }
    return slices;
  }

  @Test
  void aShortRunIsOneSlice() {
    Flow<Integer, Integer> chain =
        Flow.<Integer>begin().function(this::count).function(this::count).build();
    FlowRun run = chain.on(loop).timeSlice(ENDLESS).start(1);
    loop.runOne();
    assertThat(calls).isEqualTo(2);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aStageThatTakesTheTimeOfASliceEndsTheFirstOne() {
    Duration slice = Duration.ofMillis(1);
    Flow<Integer, Integer> slow =
        Flow.<Integer>begin()
            .function(this::count)
            .function(
                n -> {
                  spend(slice);
                  return n;
                })
            .function(this::count)
            .build();
    FlowRun run = slow.on(loop).timeSlice(slice).start(1);
    loop.runOne();
    assertThat(calls).isBetween(1, 2);
    loop.runAll();
    assertThat(calls).isEqualTo(3);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void makingTheDefinitionOfARunIsASliceOfItsOwn() {
    Definitions<Flow<Integer, Integer>> definitions =
        Definitions.perRun(
            () -> {
              calls++;
              return counted();
            });
    AbstractFlow<Integer, Integer> perRun =
        new AbstractFlow<>(FlowOptions.defaults()) {
          @Override
          protected Frame begin(Integer input, Sink<? super Integer> sink) {
            return definitions.begin(definition -> FirstFrame.of(definition, input, sink));
          }

          @Override
          public Flow<Integer, Integer> using(FlowOptions options) {
            throw new UnsupportedOperationException();
          }

          @Override
          public FlowDescription describe() {
            return counted().describe();
          }
        };
    FlowRun run = perRun.on(loop).timeSlice(Duration.ofNanos(1)).start(2);
    assertThat(callsPerSlice(run)).startsWith(1, 0).allMatch(made -> made <= 1);
    assertThat(calls).isEqualTo(3);
  }

  @Test
  void aSliceOfANanosecondCallsOneStageAtMost() {
    FlowRun run = counted().on(loop).timeSlice(Duration.ofNanos(1)).start(50_000);
    assertThat(callsPerSlice(run)).allMatch(made -> made <= 1);
    assertThat(calls).isEqualTo(50_000);
  }

  private Integer count(Integer item) {
    calls++;
    return item;
  }

  @Test
  void slicesGrowWhileTheyAreShort() {
    FlowRun run = counted().on(loop).timeSlice(ENDLESS).start(1_000_000);
    List<Integer> slices = callsPerSlice(run);
    assertThat(calls).isEqualTo(1_000_000);
    assertThat(slices.get(0)).isBetween(1, 64);
    assertThat(slices.subList(0, slices.size() - 1)).isSorted();
    assertThat(slices).hasSizeBetween(12, 18);
  }

  @Test
  void stagesThatTakeLongerThanASliceAreCalledOnePerSlice() {
    Flow<Integer, Integer> slow =
        Flow.<Integer>begin()
            .sequence(
                n -> {
                  spend(Duration.ofNanos(20_000));
                  return List.of(1, 2, 3, 4, 5);
                })
            .function(
                n -> {
                  spend(Duration.ofNanos(20_000));
                  return n;
                })
            .function(
                n -> {
                  spend(Duration.ofNanos(20_000));
                  return n;
                })
            .build();
    FlowRun run = slow.on(loop).timeSlice(Duration.ofNanos(10_000)).start(1);
    assertThat(callsPerSlice(run)).allMatch(made -> made <= 1);
    assertThat(calls).isEqualTo(11);
  }

  @Test
  void stagesThatBecomeSlowAfterManyShortPausesAreCalledOnePerSlice() {
    int[] pauses = new int[1];
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequence(n -> IntStream.range(0, n).boxed().toList())
            .function(
                n -> {
                  if (n < 1_000 && pauses[0]++ % 2 == 0) {
                    throw PauseFlow.now();
                  }
                  spend(n < 1_000 ? Duration.ZERO : Duration.ofMillis(2));
                  return n;
                })
            .build();
    FlowRun run =
        flow.on(loop).waitInterval(Duration.ZERO).timeSlice(Duration.ofMillis(1)).start(1_020);
    List<Integer> slices = callsPerSlice(run);
    assertThat(calls).isEqualTo(1_020);
    assertThat(slices.subList(slices.size() - 24, slices.size() - 20))
        .as("calls in the slices around the first slow stage")
        .allMatch(made -> made <= 4);
    assertThat(slices.subList(slices.size() - 15, slices.size()))
        .as("calls in slices of slow stages")
        .allMatch(made -> made <= 1);
  }

  private void spend(Duration time) {
    calls++;
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anExecutorThatRunsInlineDoesNotRecurse() {
    List<Integer> depths = new ArrayList<>();
    int[] submitted = new int[1];
    Executor inline =
        task -> {
          submitted[0]++;
          task.run();
        };
    Flow<Integer, Integer> pausing =
        Flow.<Integer>begin()
            .sequence(n -> IntStream.range(0, n).boxed().toList())
            .function(
                n -> {
                  if (calls++ % 2 == 0) {
                    depths.add(new Throwable().getStackTrace().length);
                    throw PauseFlow.until(CompletableFuture.completedFuture(n));
                  }
                  return n;
                })
            .build();
    FlowRun run = pausing.on(inline).start(10_000);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(calls).isEqualTo(20_000);
    assertThat(submitted[0]).isGreaterThan(10_000);
    assertThat(depths.subList(1, depths.size()).stream().distinct().count())
        .as("distinct depths of the program stack after the first slice")
        .isLessThanOrEqualTo(3);
  }

  @Test
  void anInlineExecutorGoesOnWithARunOnTheThreadThatSignals() throws InterruptedException {
    CompletableFuture<Integer> condition = new CompletableFuture<>();
    List<Thread> threads = new ArrayList<>();
    Flow<Integer, Integer> waiting =
        Flow.<Integer>begin()
            .function(
                n -> {
                  threads.add(Thread.currentThread());
                  if (!condition.isDone()) {
                    throw PauseFlow.until(condition);
                  }
                  return n;
                })
            .build();
    FlowRun run = waiting.on(Runnable::run).start(1);
    assertThat(run.state()).isEqualTo(State.WAITING);
    Thread other = new Thread(() -> condition.complete(1));
    other.start();
    other.join();
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(threads).containsExactly(Thread.currentThread(), other);
  }

  @Test
  void aRunMayBeStartedInsideASliceOfAnotherOne() {
    Flow<Integer, List<Integer>> outer =
        Flow.<Integer>begin()
            .function(n -> counted().on(Runnable::run).collect(n).join())
            .function(n -> n)
            .build();
    CompletableFuture<List<Integer>> result = outer.on(loop).single(3);
    loop.runAll();
    assertThat(result).isCompletedWithValue(List.of(0, 1, 2));
  }

  @Test
  void aLongSliceEndsSoonAfterAPauseFromAnotherThread() throws InterruptedException {
    List<FlowRun> self = new ArrayList<>();
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequence(n -> IntStream.range(0, n).boxed().toList())
            .function(
                n -> {
                  calls++;
                  if (n == 500_000) {
                    Thread other = new Thread(self.get(0)::pause);
                    other.start();
                    other.join();
                  }
                  return n;
                })
            .build();
    self.add(flow.on(loop).timeSlice(ENDLESS).start(1_000_000));
    loop.runAll();
    assertThat(self.get(0).state()).isEqualTo(State.PAUSED);
    assertThat(calls).isBetween(500_001, 501_000);
  }
}
