package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
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
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A run that goes on among what stands in for a call that took too long does not wait for that. */
@org.junit.jupiter.api.Timeout(30)
class RestoredTimeoutTest {
  private static final int NOWHERE = -1;

  /** Gives one number, and waits for the next, or ends. */
  private static FlowIterator<Integer> one(int number, boolean waits) {
    FlowIterator<Integer> all = FlowIterator.of(List.of(number));
    return () -> {
      Integer next = all.next();
      if (next == null && waits) {
        throw PauseFlow.until(new CompletableFuture<>());
      }
      return next;
    };
  }

  private static Integer kept(int number, int waitsAt) throws PauseFlow {
    if (number == waitsAt) {
      throw PauseFlow.until(new CompletableFuture<>());
    }
    return number;
  }

  @FlowDefinition(durable = true)
  record Numbers(boolean isSlow, int waitsAt) {
    @SuppressWarnings("Flow/NotResumable")
    @Timeout(millis = 300)
    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return one(first, isSlow);
    }

    @Recover("numbers")
    List<Integer> others(int first, TimeoutException failure) {
      return List.of(7, 8, 9);
    }

    @Function
    Integer keep(Integer number) throws PauseFlow {
      return kept(number, waitsAt);
    }
  }

  @FlowDefinition(durable = true)
  record One(boolean isSlow) {
    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return one(first, isSlow);
    }
  }

  @FlowDefinition(durable = true)
  static class Others {
    @Sequence
    List<Integer> numbers(int first) {
      return List.of(7, 8, 9);
    }
  }

  @FlowDefinition(durable = true)
  record Parts(boolean isSlow, int waitsAt) {
    @Timeout(millis = 300)
    @Subflow
    DurableFlow<Integer, Integer> numbers(int first) {
      return RestoredTimeoutTest_OneFlow.of(new One(isSlow));
    }

    @Recover("numbers")
    DurableFlow<Integer, Integer> others(int first, TimeoutException failure) {
      return RestoredTimeoutTest_OthersFlow.create();
    }

    @Function
    Integer keep(Integer number) throws PauseFlow {
      return kept(number, waitsAt);
    }
  }

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();

  private FlowRun start(DurableFlow<Integer, Integer> flow) {
    return flow.using(FlowOptions.defaults().tunnelOn(task -> new Thread(task).start()))
        .durable(store, "run")
        .saveEvery(Duration.ofSeconds(1))
        .on(loop)
        .start(1, (number, written) -> written.add(number));
  }

  private void runUntil(BooleanSupplier condition) {
    do {
      loop.advance(Duration.ofMillis(100));
      // A test that has timed out is interrupted.
      assertThat(Thread.interrupted()).isFalse();
    } while (!condition.getAsBoolean());
  }

  /** The first run gets 8 in hand, and the second one is not slow. */
  private void goOn(DurableFlow<Integer, Integer> slow, DurableFlow<Integer, Integer> quick) {
    FlowRun stopped = start(slow);
    runUntil(() -> store.written().size() == 2);
    stopped.cancel();
    runUntil(() -> stopped.state().isEnd());
    FlowRun run = start(quick);
    runUntil(() -> run.state().isEnd());
    assertThat(run.completion()).isCompleted();
    assertThat(store.written()).containsExactly(1, 7, 8, 9);
  }

  @Test
  void aSequence() {
    goOn(
        RestoredTimeoutTest_NumbersFlow.of(new Numbers(true, 8)),
        RestoredTimeoutTest_NumbersFlow.of(new Numbers(false, NOWHERE)));
  }

  @Test
  void aSubflow() {
    goOn(
        RestoredTimeoutTest_PartsFlow.of(new Parts(true, 8)),
        RestoredTimeoutTest_PartsFlow.of(new Parts(false, NOWHERE)));
  }
}
