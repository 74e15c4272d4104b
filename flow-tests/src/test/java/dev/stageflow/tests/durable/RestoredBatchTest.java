package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A batch ahead of a parallel stage, whose time is over once its run goes on. */
@Timeout(30)
class RestoredBatchTest {

  /** Pairs numbers, waits before the fourth one, and has one pair in a call at a time. */
  @FlowDefinition(durable = true)
  static class Pairs {
    final List<List<Integer>> asked = new ArrayList<>();
    final CompletableFuture<Void> more = new CompletableFuture<>();
    final CompletableFuture<Void> answered = new CompletableFuture<>();

    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Function
    Integer keep(Integer number) throws PauseFlow {
      if (number == 4 && !more.isDone()) {
        throw PauseFlow.until(more);
      }
      return number;
    }

    @Accumulate(flushWhen = "isPair", flushAfterMillis = 500)
    void pair(List<Integer> pair, Integer number) {
      pair.add(number);
    }

    boolean isPair(List<Integer> pair) {
      return pair.size() == 2;
    }

    @Parallel(1)
    @Function
    CompletableFuture<Integer> sum(List<Integer> pair) {
      asked.add(pair);
      return answered.thenApply(done -> pair.stream().mapToInt(n -> n).sum());
    }
  }

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();

  private FlowRun start(Pairs pairs) {
    return RestoredBatchTest_PairsFlow.of(pairs)
        .using(FlowOptions.defaults().tunnelOn(task -> new Thread(task).start()))
        .durable(store, "run")
        .saveEvery(Duration.ofMillis(100))
        .on(loop)
        .start(5, (sum, written) -> written.add(sum));
  }

  private void runUntil(BooleanSupplier condition) {
    do {
      loop.runAll();
      loop.advance(Duration.ofMillis(1));
      // A test that has timed out is interrupted.
      assertThat(Thread.interrupted()).isFalse();
    } while (!condition.getAsBoolean());
  }

  /** Has a run go on until it is saved while it waits. */
  private void stopWhereItWaits() {
    int saved = store.saving();
    FlowRun run = start(new Pairs());
    runUntil(() -> store.saving() > saved);
    run.cancel();
    runUntil(() -> run.state().isEnd());
  }

  @Test
  void itWaitsForRoomAndKeepsNoResultFromGoingOn() {
    stopWhereItWaits(); // the first pair is in its call
    stopWhereItWaits(); // and another number is there, ahead of a call for which there is no room

    Pairs pairs = new Pairs();
    FlowRun run = start(pairs);
    runUntil(() -> !pairs.asked.isEmpty());
    Duration due = loop.elapsed().plusMillis(500);
    runUntil(() -> loop.elapsed().compareTo(due) > 0);
    pairs.answered.complete(null);
    pairs.more.complete(null);
    runUntil(() -> run.state().isEnd());
    assertThat(run.completion().toCompletableFuture()).isCompleted();
    assertThat(pairs.asked).containsExactly(List.of(1, 2), List.of(3), List.of(4, 5));
    assertThat(store.written()).containsExactly(3, 3, 9);
  }
}
