package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run waits for a source that is to fail again as for any other. */
@Timeout(30)
class RestoredRecoveryTest {
  private static final int SOURCE = -1;
  private static final int NOWHERE = -2;

  /** Gives one number, fails, and gives others then. */
  @FlowDefinition(durable = true)
  static class Failing {
    private final int waitsAt;
    private transient boolean waits;
    private transient int closed;

    Failing(int waitsAt) {
      this.waitsAt = waitsAt;
    }

    private void waitAt(int place) throws PauseFlow {
      if (place == waitsAt) {
        waits = true;
        throw PauseFlow.until(new CompletableFuture<>());
      }
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return new FlowIterator<>() {
        private boolean given;

        @Override
        public Integer next() throws Exception {
          if (given) {
            waitAt(SOURCE);
            throw new IOException("broken");
          }
          given = true;
          return first;
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }

    @Recover("numbers")
    List<Integer> others(int first, IOException failure) {
      return List.of(7, 8, 9);
    }

    @Function
    Integer keep(Integer number) throws PauseFlow {
      waitAt(number);
      return number;
    }
  }

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();

  private FlowRun start(Failing failing) {
    FlowRun run =
        RestoredRecoveryTest_FailingFlow.of(failing)
            .using(FlowOptions.defaults().tunnelOn(task -> new Thread(task).start()))
            .durable(store, "run")
            .saveEvery(Duration.ofSeconds(1))
            .on(loop)
            .start(1, (number, written) -> written.add(number));
    runUntil(() -> failing.waits || run.state().isEnd());
    return run;
  }

  private void runUntil(BooleanSupplier condition) {
    do {
      loop.runAll();
      // A test that has timed out is interrupted.
      assertThat(Thread.interrupted()).isFalse();
    } while (!condition.getAsBoolean());
  }

  private void end(FlowRun run) {
    runUntil(() -> run.state().isEnd());
  }

  /** The number 8 is in hand, and 9 is left. */
  private void saveAmongTheOthers() {
    FlowRun stopped = start(new Failing(8));
    loop.advance(Duration.ofSeconds(1));
    runUntil(() -> store.sizes().size() == 1);
    stopped.cancel();
    end(stopped);
    assertThat(store.written()).containsExactly(1, 7);
  }

  @Test
  void aDrainedRunDoesNotWaitForTheFailure() {
    saveAmongTheOthers();
    Failing further = new Failing(SOURCE);
    FlowRun run = start(further);
    run.drain();
    end(run);
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(store.written()).containsExactly(1, 7, 8);
    assertThat(further.closed).isEqualTo(1);
  }

  @Test
  void aCancelledRunClosesTheSourceAndKeepsItsSave() {
    saveAmongTheOthers();
    Failing further = new Failing(SOURCE);
    FlowRun run = start(further);
    run.cancel();
    end(run);
    assertThat(further.closed).isEqualTo(1);

    end(start(new Failing(NOWHERE)));
    assertThat(store.written()).containsExactly(1, 7, 8, 9);
  }

  @Test
  void itsTraceShowsTheSource() {
    saveAmongTheOthers();
    FlowRun run = start(new Failing(SOURCE));
    CompletableFuture<FlowTrace> trace = run.trace().toCompletableFuture();
    runUntil(trace::isDone);
    FlowTrace.Level level = trace.join().levels().get(1);
    assertThat(level.stage()).isEqualTo("numbers");
    assertThat(level.place().getMethodName()).isEqualTo("numbers");
    run.cancel();
    end(run);
  }
}
