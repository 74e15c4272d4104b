package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What takes too long while the run is being saved is given up once it is saved. */
@org.junit.jupiter.api.Timeout(30)
class TimeoutWithinSaveTest {

  /** Gives the number, unless that is 2: this takes for ever. */
  @FlowDefinition(durable = true)
  static class Slow {
    @Function
    CompletableFuture<Integer> answer(int number) {
      return number == 2 ? new CompletableFuture<>() : CompletableFuture.completedFuture(number);
    }
  }

  /** Gives the number's opposite. */
  @FlowDefinition(durable = true)
  static class Opposite {
    @Function
    int opposite(int number) {
      return -number;
    }
  }

  @FlowDefinition(durable = true)
  static class Parts {
    @Sequence
    List<Integer> numbers(int first) {
      return List.of(first, 2, 3);
    }

    @Timeout(millis = 300)
    @Subflow
    DurableFlow<Integer, Integer> answers(int number) {
      return TimeoutWithinSaveTest_SlowFlow.create();
    }

    @Recover("answers")
    DurableFlow<Integer, Integer> others(int number, TimeoutException failure) {
      return TimeoutWithinSaveTest_OppositeFlow.create();
    }
  }

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();
  private final Workers workers = new Workers();

  private FlowRun start(DurableFlow<Integer, Integer> flow) {
    FlowRun run =
        flow.using(FlowOptions.defaults().tunnelOn(workers))
            .durable(store, "run")
            .saveEvery(Duration.ofMillis(250))
            .on(loop)
            .start(1, (number, written) -> written.add(number));
    workers.runUntilIdle(loop);
    return run;
  }

  @Test
  void aSubflow() throws Exception {
    CountDownLatch committed = new CountDownLatch(1);
    store.onSave(committed::await);
    FlowRun run = start(TimeoutWithinSaveTest_PartsFlow.create());
    loop.advance(Duration.ofMillis(250));
    while (store.saving() == 0) {
      Thread.onSpinWait();
    }
    loop.advance(Duration.ofMillis(100));
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    committed.countDown();
    loop.await(run.completion());
    assertThat(store.written()).containsExactly(1, -2, 3);
    assertThat(store.sizes()).containsExactly(1, 2);
  }
}
