package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that tries a stage again tells which try it is at. */
class TracedTriesTest {

  /** Fails as often as it is told, and then waits until it may go on. */
  static class Failing {
    final Map<String, Integer> failures = new HashMap<>();
    CompletableFuture<Void> mayGoOn = new CompletableFuture<>();

    @Retry(times = 2, backoffMillis = 1_000)
    @Sequence
    List<String> words(String text) throws PauseFlow {
      call("words");
      return List.of(text.split(" "));
    }

    @Retry(times = 3, backoffMillis = 1_000)
    @Sequence
    Iterable<String> letters(String word) throws PauseFlow {
      if (failures.get("source") == null) {
        call("letters");
      }
      return () -> {
        if (failures.merge("source", -1, Integer::sum) >= 0) {
          throw new IllegalStateException("not yet");
        }
        return List.of(word).iterator();
      };
    }

    @Retry(times = 2, backoffMillis = 1_000)
    @Function
    String show(String letter) throws PauseFlow {
      call("show " + letter);
      return letter;
    }

    /** Has those who wait called again. */
    void wake() {
      CompletableFuture<Void> waited = mayGoOn;
      mayGoOn = new CompletableFuture<>();
      waited.complete(null);
    }

    private void call(String stage) throws PauseFlow {
      Integer left = failures.get(stage);
      if (left != null && left > 0) {
        failures.put(stage, left - 1);
        throw new IllegalStateException("not yet");
      }
      if (left != null) {
        throw PauseFlow.until(mayGoOn);
      }
    }
  }

  private static RetryPolicy times(int times) {
    return RetryPolicy.of(times).withBackoff(Duration.ofSeconds(1));
  }

  static Stream<Named<FlowMaker<Failing, String, String>>> flows() {
    return Flows.of(
        TracedTriesTest_FailingFlow::of,
        failing ->
            Flow.<String>begin()
                .sequence(failing::words)
                .named("words")
                .retry(times(2))
                .sequence(failing::letters)
                .named("letters")
                .retry(times(3))
                .function(failing::show)
                .named("show")
                .retry(times(2))
                .build());
  }

  private final TestLoop loop = new TestLoop();
  private final Failing failing = new Failing();

  private FlowRun start(FlowMaker<Failing, String, String> maker) {
    FlowRun run = maker.of(failing).on(loop).start("a b");
    loop.runAll();
    return run;
  }

  private String innermostOf(FlowRun run) throws Exception {
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    FlowTrace trace = loop.await(run.trace());
    return trace.levels().get(trace.levels().size() - 1).toString();
  }

  private void waitForTheNextTries() {
    loop.advance(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatWaitsForItsNextTryOrInItTellsWhichItIs(FlowMaker<Failing, String, String> maker)
      throws Exception {
    failing.failures.put("words", 2);
    FlowRun run = start(maker);
    assertThat(innermostOf(run)).isEqualTo("input #1 = a b, at words, try 2");
    waitForTheNextTries();
    assertThat(innermostOf(run)).isEqualTo("input #1 = a b, at words, try 3");
    failing.failures.clear();
    failing.wake();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aSourceThatHasFailedTellsTheTriesOfItsStage(FlowMaker<Failing, String, String> maker)
      throws Exception {
    failing.failures.put("source", 1);
    FlowRun run = start(maker);
    assertThat(innermostOf(run)).isEqualTo("words #1 = a, at letters, try 2");
    waitForTheNextTries();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void eachItemHasTriesOfItsOwn(FlowMaker<Failing, String, String> maker) throws Exception {
    failing.failures.put("show a", 1);
    failing.failures.put("show b", 0);
    FlowRun run = start(maker);
    assertThat(innermostOf(run)).isEqualTo("letters #1 = a, at show, try 2");
    waitForTheNextTries();
    assertThat(innermostOf(run)).isEqualTo("letters #1 = a, at show, try 2");
    failing.failures.remove("show a");
    failing.wake();
    loop.runAll();
    assertThat(innermostOf(run)).isEqualTo("letters #1 = b, at show");
  }
}
