package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.FlowFuture;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.SavedRun;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An executor makes a run, which is saved between two of its slices. */
@Timeout(30)
class SavedRunOnExecutorTest {

  /** Asks for each number. */
  @FlowDefinition(durable = true)
  static class Asking {
    private final List<Integer> asked = new ArrayList<>();
    private final List<CompletableFuture<String>> answers = new ArrayList<>();

    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Function
    CompletableFuture<String> ask(int number) {
      asked.add(number);
      CompletableFuture<String> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    private void answer(String answer) {
      answers.get(answers.size() - 1).complete(answer);
    }
  }

  private final TestLoop loop = new TestLoop();
  private final Asking asking = new Asking();
  private final List<String> outputs = new ArrayList<>();

  private SavedRunOnExecutorTest_AskingFlow flow() {
    return SavedRunOnExecutorTest_AskingFlow.of(asking);
  }

  private void answer(Asking definition, String answer) {
    definition.answer(answer);
    int unused = loop.runAll();
  }

  private FlowFuture<Void> start(SavedRun run) {
    FlowFuture<Void> end = run.on(loop);
    int unused = loop.runAll();
    return end;
  }

  @Test
  void aRunIsSavedWhileItWaitsAndGoesOnInAnotherOne() throws Exception {
    SavedRun run = flow().stepwise(4, outputs::add);
    FlowFuture<Void> end = start(run);
    answer(asking, "a");
    answer(asking, "b");
    byte[] saved = run.save();
    assertThat(end.cancel(false)).isTrue();

    Asking next = new Asking();
    SavedRun restored = SavedRunOnExecutorTest_AskingFlow.of(next).restore(saved, outputs::add);
    FlowFuture<Void> nextEnd = start(restored);
    assertThat(nextEnd.run().progress().outputs()).isZero();
    answer(next, "c");
    assertThat(restored.hasEnded()).isFalse();
    answer(next, "d");
    assertThat(nextEnd).isCompleted();
    assertThat(restored.hasEnded()).isTrue();
    assertThat(nextEnd.run().progress().outputs()).isEqualTo(2);
    assertThat(asking.asked).containsExactly(0, 1, 2);
    assertThat(next.asked).containsExactly(2, 3);
    assertThat(outputs).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aRunIsSavedBeforeItsFirstSlice() throws Exception {
    SavedRun run = flow().stepwise(1, outputs::add);
    FlowFuture<Void> end = run.on(loop);
    byte[] saved = run.save();
    assertThat(end.cancel(false)).isTrue();
    FlowFuture<Void> nextEnd = start(flow().restore(saved, outputs::add));
    answer(asking, "a");
    assertThat(nextEnd).isCompleted();
    assertThat(outputs).containsExactly("a");
  }

  @Test
  void aRunThatHasCompletedIsRestoredAsOneThatEndsAtOnce() throws Exception {
    SavedRun run = flow().stepwise(1, outputs::add);
    FlowFuture<Void> end = start(run);
    answer(asking, "a");
    assertThat(end).isCompleted();
    assertThat(start(flow().restore(run.save(), outputs::add))).isCompleted();
    assertThat(asking.asked).containsExactly(0);
    assertThat(outputs).containsExactly("a");
  }

  @Test
  void itsListenersHearOfIt() throws Exception {
    AtomicInteger paused = new AtomicInteger();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onPause(FlowRun run, Pause pause) {
            paused.incrementAndGet();
          }
        };
    FlowFuture<Void> end =
        start(flow().using(FlowOptions.defaults().listener(listener)).stepwise(1, outputs::add));
    answer(asking, "a");
    assertThat(end).isCompleted();
    assertThat(paused).hasValue(1);
  }

  @Test
  void itsTimeoutIsThatOfTheExecutorsTime() throws Exception {
    SavedRun run =
        flow().using(FlowOptions.defaults().timeout(Duration.ofHours(1))).stepwise(1, outputs::add);
    FlowFuture<Void> end = start(run);
    loop.advance(Duration.ofMinutes(59));
    assertThat(end).isNotDone();
    loop.advance(Duration.ofMinutes(1));
    assertThat(end)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(run.hasEnded()).isTrue();
  }

  @Test
  void aRunThatHasFailedCannotBeSaved() throws Exception {
    SavedRun run = flow().stepwise(1, outputs::add);
    FlowFuture<Void> end = start(run);
    asking.answers.get(0).completeExceptionally(new IllegalArgumentException("no answer"));
    int unused = loop.runAll();
    assertThat(end).isCompletedExceptionally();
    assertThat(run.hasEnded()).isTrue();
    assertThatThrownBy(run::save)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the run has failed, or was cancelled");
  }

  @Test
  void itIsDrivenByTheExecutorAlone() throws Exception {
    SavedRun run = flow().stepwise(1, outputs::add);
    FlowFuture<Void> unused = run.on(loop);
    assertThatThrownBy(run::step)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the run is on an executor");
    assertThatThrownBy(run::cancel).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(run::pause).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> run.on(loop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the run has begun");
  }

  @Test
  void aRunThatItsCallerHasBegunIsNotForAnExecutor() throws Exception {
    SavedRun run = flow().stepwise(1, outputs::add);
    assertThat(run.step()).isTrue();
    assertThatThrownBy(() -> run.on(loop)).isInstanceOf(IllegalStateException.class);
  }
}
