package dev.stageflow.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRunner;
import dev.stageflow.annotation.Function;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.Test;

/** How many bytes a short run allocates. The limits leave no room for another object. */
class RunMemoryTest {
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

  @Test
  void aRunOnTheCallingThread() throws Exception {
    assertThat(AllocatedBytes.ofRun(() -> chain.single(2))).isBetween(1L, 192L);
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
    assertThat(AllocatedBytes.ofRun(() -> built.single(2))).isBetween(1L, 320L);
  }

  @Test
  void aRunOnAnExecutor() throws Exception {
    FlowRunner<Integer, Integer> inline = chain.on(Runnable::run);
    assertThat(AllocatedBytes.ofRun(() -> inline.single(2).join())).isBetween(1L, 616L);
  }

  @Test
  void aRunWithAListenerThatDoesNothing() throws Exception {
    FlowRunner<Integer, Integer> observed = chain.on(Runnable::run).listener(IDLE);
    assertThat(AllocatedBytes.ofRun(() -> observed.single(2).join()))
        .isBetween(1L, 1_640L + recorder());
    RunMemoryTest_ChainFlow here = chain.using(FlowOptions.defaults().listener(IDLE));
    assertThat(AllocatedBytes.ofRun(() -> here.single(2))).isBetween(1L, 1_240L + recorder());
  }

  /** What would record an observed run is made once another test has recorded one. */
  private static long recorder() {
    return FlightRecorder.isInitialized() ? 160 : 0;
  }

  @Test
  void anAwaitedStageThatIsDone() throws Exception {
    CompletableFuture<Integer> future = CompletableFuture.completedFuture(2);
    assertThat(AllocatedBytes.ofRun(() -> answer.single(future))).isBetween(1L, 200L);
    CompletionStage<Integer> stage = CompletableFuture.completedStage(2);
    assertThat(AllocatedBytes.ofRun(() -> answer.single(stage))).isBetween(1L, 256L);
  }

  @Test
  void anAwaitedStageThatIsDoneLater() throws Exception {
    FlowRunner<CompletionStage<Integer>, Integer> inline = answer.on(Runnable::run);
    CompletableFuture<Integer> done = CompletableFuture.completedFuture(2);
    assertThat(AllocatedBytes.ofRun(() -> inline.single(done).join())).isBetween(1L, 624L);
    assertThat(
            AllocatedBytes.ofRun(
                () -> {
                  CompletableFuture<Integer> future = new CompletableFuture<>();
                  FlowFuture<Integer> output = inline.single(future);
                  future.complete(2);
                  return output.join();
                }))
        .isBetween(1L, 944L);
  }

  @Test
  void aRunThatWaits() throws Exception {
    FlowRunner<CompletionStage<Integer>, Integer> inline = answer.on(Runnable::run);
    assertThat(AllocatedBytes.ofRun(() -> inline.start(new CompletableFuture<>())))
        .isBetween(1L, 784L);
    assertThat(AllocatedBytes.ofRun(() -> inline.single(new CompletableFuture<>())))
        .isBetween(1L, 856L);
  }
}
