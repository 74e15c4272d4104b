package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that tries a stage again tells which try it is at. */
class TracedTriesTest {

  /** Fails as often as it is told. */
  static class Failing {
    int words;
    int letters;
    int shown;

    @Retry(times = 2, backoffMillis = 1_000)
    @Sequence
    List<String> words(String text) {
      failIf(words-- > 0);
      return List.of(text.split(" "));
    }

    @Retry(times = 3, backoffMillis = 1_000)
    @Sequence
    Iterable<String> letters(String word) {
      return () -> {
        failIf(letters-- > 0);
        return List.of(word).iterator();
      };
    }

    @Retry(times = 2, backoffMillis = 1_000)
    @Function
    String show(String letter) {
      failIf(shown-- > 0);
      return letter;
    }

    private static void failIf(boolean fails) {
      if (fails) {
        throw new IllegalStateException("not yet");
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

  /** Runs a flow to its end, and gives what the innermost level tells while it waits. */
  private Set<String> waits(FlowMaker<Failing, String, String> maker) throws Exception {
    FlowRun run = maker.of(failing).on(loop).start("a b");
    Set<String> waits = new LinkedHashSet<>();
    loop.runAll();
    while (run.state() == FlowRun.State.WAITING) {
      FlowTrace trace = loop.await(run.trace());
      waits.add(trace.levels().get(trace.levels().size() - 1).toString());
      loop.advance(Duration.ofMillis(100));
    }
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    return waits;
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aSequenceThatWaitsForItsNextTryTellsWhichItIs(FlowMaker<Failing, String, String> maker)
      throws Exception {
    failing.words = 2;
    assertThat(waits(maker))
        .containsExactly("input #1 = a b, at words, try 2", "input #1 = a b, at words, try 3");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aSourceThatHasFailedTellsTheTriesOfItsStage(FlowMaker<Failing, String, String> maker)
      throws Exception {
    failing.letters = 1;
    assertThat(waits(maker)).containsExactly("words #1 = a, at letters, try 2");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void eachItemHasTriesOfItsOwn(FlowMaker<Failing, String, String> maker) throws Exception {
    failing.shown = 2;
    assertThat(waits(maker))
        .containsExactly("letters #1 = a, at show, try 2", "letters #1 = a, at show, try 3");
    failing.words = 1;
    failing.shown = 1;
    assertThat(waits(maker))
        .containsExactly("input #1 = a b, at words, try 2", "letters #1 = a, at show, try 2");
  }
}
