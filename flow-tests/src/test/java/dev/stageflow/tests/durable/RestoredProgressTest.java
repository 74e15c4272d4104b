package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that goes on shows how much of all is done, and not how much of the rest. */
@Timeout(30)
class RestoredProgressTest {
  private static final int COUNT = 10;

  /** Gives numbers up to one at which it waits. */
  @FlowDefinition(durable = true)
  static class Numbering {
    private final int stop;
    private transient boolean waits;

    Numbering(int stop) {
      this.stop = stop;
    }

    @Sequence(resume = "numbersAfter")
    List<Integer> numbers(int count) {
      return numbersAfter(count, -1);
    }

    List<Integer> numbersAfter(int count, Integer last) {
      return IntStream.range(last + 1, count).boxed().toList();
    }

    @Function
    Integer keep(Integer number) throws PauseFlow {
      if (number == stop) {
        waits = true;
        throw PauseFlow.until(new CompletableFuture<>());
      }
      return number;
    }
  }

  /** The same with arrays: the indices of the rest begin anew. */
  @FlowDefinition(durable = true)
  static class Indexing {
    private final int stop;
    private transient boolean waits;

    Indexing(int stop) {
      this.stop = stop;
    }

    @Sequence(resume = "numbersAfter")
    int[] numbers(int count) {
      return numbersAfter(count, -1);
    }

    int[] numbersAfter(int count, int last) {
      return IntStream.range(last + 1, count).toArray();
    }

    @Function
    Integer keep(int number) throws PauseFlow {
      if (number == stop) {
        waits = true;
        throw PauseFlow.until(new CompletableFuture<>());
      }
      return number;
    }
  }

  /** Has up to 4 calls at once, of which those up to one are answered. */
  @FlowDefinition(durable = true)
  static class Calling {
    final Map<Integer, CompletableFuture<Integer>> calls = new ConcurrentHashMap<>();
    private final int answered;

    Calling(int answered) {
      this.answered = answered;
    }

    @Sequence(resume = "numbersAfter")
    List<Integer> numbers(int count) {
      return numbersAfter(count, -1);
    }

    List<Integer> numbersAfter(int count, Integer last) {
      return IntStream.range(last + 1, count).boxed().toList();
    }

    @Parallel(4)
    @Function
    CompletableFuture<Integer> call(Integer number) {
      CompletableFuture<Integer> call = new CompletableFuture<>();
      calls.put(number, call);
      if (number < answered) {
        call.complete(number);
      }
      return call;
    }
  }

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();

  private FlowRun start(DurableFlow<Integer, Integer> flow) {
    return flow.using(FlowOptions.defaults().tunnelOn(task -> new Thread(task).start()))
        .durable(store, "run")
        .saveEvery(Duration.ZERO)
        .on(loop)
        .start(COUNT, (number, written) -> written.add(number));
  }

  private void runUntil(BooleanSupplier condition) {
    do {
      loop.runAll();
      // A test that has timed out is interrupted.
      assertThat(Thread.interrupted()).isFalse();
    } while (!condition.getAsBoolean());
  }

  private void stop(FlowRun run) {
    run.cancel();
    runUntil(() -> run.state().isEnd());
  }

  private double share(FlowRun run) {
    runUntil(() -> run.progress().share().isPresent());
    return run.progress().share().orElseThrow();
  }

  @Test
  void aSequenceThatIsResumedCountsWhatWasTakenBefore() {
    FlowRun stopped = start(RestoredProgressTest_NumberingFlow.of(new Numbering(3)));
    runUntil(() -> store.written().size() == 3);
    stop(stopped);

    Numbering further = new Numbering(5);
    FlowRun run = start(RestoredProgressTest_NumberingFlow.of(further));
    runUntil(() -> further.waits);
    assertThat(share(run)).isCloseTo(0.5, within(1e-9));
    stop(run);
    assertThat(store.written()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void anArrayThatIsResumedTwiceCountsWhatWasTakenBefore() {
    for (int stop = 3; stop < COUNT; stop += 2) {
      Indexing indexing = new Indexing(stop);
      FlowRun run = start(RestoredProgressTest_IndexingFlow.of(indexing));
      runUntil(() -> indexing.waits);
      assertThat(share(run)).isCloseTo(stop / 10.0, within(1e-9));
      int written = stop;
      runUntil(() -> store.written().size() == written);
      stop(run);
    }
    assertThat(store.written()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void aParallelStageCountsWhatHadGoneOnBefore() {
    Calling first = new Calling(3);
    FlowRun stopped = start(RestoredProgressTest_CallingFlow.of(first));
    runUntil(() -> store.written().size() == 3 && first.calls.size() == 7);
    stop(stopped);

    Calling second = new Calling(3);
    FlowRun run = start(RestoredProgressTest_CallingFlow.of(second));
    runUntil(() -> second.calls.size() == 4);
    assertThat(share(run)).isCloseTo(0.3, within(1e-9));
    stop(run);
    assertThat(second.calls).containsOnlyKeys(3, 4, 5, 6);
  }
}
