package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stageflow.Flow;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRunner;
import dev.stageflow.annotation.Function;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How many bytes a short run allocates, where nothing is optimized away. Each is the least of
 * several rounds; the bounds leave room for little more.
 */
class RunMemoryTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 10;
  private static final int RUNS = 200;
  private static final FlowListener IDLE = new FlowListener() {};

  /** Four stages, for one item. */
  static class Chain {
    @Function
    int doubled(int number) {
      return 2 * number;
    }

    @Function
    int increased(int number) {
      return number + 1;
    }

    @Function
    int tripled(int number) {
      return 3 * number;
    }

    @Function
    int decreased(int number) {
      return number - 1;
    }
  }

  /** Waits for its input. */
  static class Answer {
    @Function
    CompletionStage<Integer> value(CompletionStage<Integer> answer) {
      return answer;
    }
  }

  private final RunMemoryTest_ChainFlow chain = RunMemoryTest_ChainFlow.of(new Chain());
  private final RunMemoryTest_AnswerFlow answer = RunMemoryTest_AnswerFlow.of(new Answer());

  /** Keeps what the last run gave. */
  private @Nullable Object kept;

  @BeforeAll
  static void countAllocations() {
    THREADS.setThreadAllocatedMemoryEnabled(true);
  }

  private long bytes(Callable<?> run) throws Exception {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = allocated();
      for (int i = 0; i < RUNS; i++) {
        kept = run.call();
      }
      least = Math.min(least, (allocated() - before) / RUNS);
    }
    assertThat(kept).isNotNull();
    return least;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void aRunOnTheCallingThread() throws Exception {
    assertThat(bytes(() -> chain.single(2))).isBetween(1L, 255L);
  }

  @Test
  void aRunOfABuiltFlow() throws Exception {
    Chain stages = new Chain();
    Flow<Integer, Integer> built =
        Flow.<Integer>begin()
            .function(stages::doubled)
            .function(stages::increased)
            .function(stages::tripled)
            .function(stages::decreased)
            .build();
    assertThat(bytes(() -> built.single(2))).isBetween(1L, 375L);
  }

  @Test
  void aRunOnAnExecutor() throws Exception {
    FlowRunner<Integer, Integer> inline = chain.on(Runnable::run);
    assertThat(bytes(() -> inline.single(2).join())).isBetween(1L, 660L);
  }

  @Test
  void aRunWithAListenerThatDoesNothing() throws Exception {
    FlowRunner<Integer, Integer> observed = chain.on(Runnable::run).listener(IDLE);
    assertThat(bytes(() -> observed.single(2).join())).isBetween(1L, 1_850L);
    RunMemoryTest_ChainFlow here = chain.using(FlowOptions.defaults().listener(IDLE));
    assertThat(bytes(() -> here.single(2))).isBetween(1L, 1_350L);
  }

  @Test
  void anAwaitedStageThatIsDone() throws Exception {
    CompletableFuture<Integer> future = CompletableFuture.completedFuture(2);
    CompletionStage<Integer> stage = CompletableFuture.completedStage(2);
    long ofFuture = bytes(() -> answer.single(future));
    assertThat(bytes(() -> answer.single(stage)) - ofFuture).isBetween(1L, 60L);
  }

  @Test
  void anAwaitedStageThatIsDoneLater() throws Exception {
    FlowRunner<CompletionStage<Integer>, Integer> inline = answer.on(Runnable::run);
    CompletableFuture<Integer> done = CompletableFuture.completedFuture(2);
    long atOnce = bytes(() -> inline.single(done).join());
    long later =
        bytes(
            () -> {
              CompletableFuture<Integer> future = new CompletableFuture<>();
              FlowFuture<Integer> output = inline.single(future);
              future.complete(2);
              return output.join();
            });
    assertThat(later - atOnce).isBetween(1L, 350L);
  }

  @Test
  void aRunThatWaits() throws Exception {
    FlowRunner<CompletionStage<Integer>, Integer> inline = answer.on(Runnable::run);
    assertThat(bytes(() -> inline.start(new CompletableFuture<>()))).isBetween(1L, 810L);
    assertThat(bytes(() -> inline.single(new CompletableFuture<>()))).isBetween(1L, 880L);
  }
}
