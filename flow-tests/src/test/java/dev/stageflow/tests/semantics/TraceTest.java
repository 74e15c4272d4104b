package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run tells where it is: in which item of which sequence, and at which stage. */
class TraceTest {

  /** Walks words and their letters, and waits at each vowel. */
  static class Letters {
    CompletableFuture<String> vowel = new CompletableFuture<>();

    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Sequence
    Iterable<String> letters(String word) {
      return () -> word.chars().mapToObj(Character::toString).iterator();
    }

    @Function
    CompletionStage<String> spoken(String letter) {
      return Set.of("a", "e", "i", "o", "u").contains(letter)
          ? vowel
          : CompletableFuture.completedStage(letter);
    }
  }

  static Stream<Named<FlowMaker<Letters, String, String>>> flows() {
    return Flows.of(
        TraceTest_LettersFlow::of,
        letters ->
            Flow.<String>begin()
                .sequence(letters::words)
                .named("words")
                .sequence(letters::letters)
                .named("letters")
                .functionAsync(letters::spoken)
                .named("spoken")
                .build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itsLevelsAreThoseOfTheStack(FlowMaker<Letters, String, String> maker) {
    Letters letters = new Letters();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(letters).on(loop).start("my tea");
    assertThat(trace(run, loop, false)).isEmpty();
    assertThat(trace(run, loop, true))
        .extracting(FlowTrace.Level::toString)
        .containsExactly(
            "input #1 = my tea, at words",
            "words #2 = tea, at letters",
            "letters #2 = e, at spoken");
    letters.vowel.complete("!");
    assertThat(trace(run, loop, true)).isEmpty();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(run.trace().toCompletableFuture().join().levels()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aPausedRunTellsToo(FlowMaker<Letters, String, String> maker) {
    Letters letters = new Letters();
    letters.vowel.complete("!");
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(letters).on(loop).start("my tea");
    run.pause();
    assertThat(trace(run, loop, true))
        .extracting(FlowTrace.Level::toString)
        .containsExactly("input #1 = my tea, at words");
    assertThat(run.state()).isEqualTo(FlowRun.State.PAUSED);
    run.resume();
    assertThat(trace(run, loop, true)).isEmpty();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  private static List<FlowTrace.Level> trace(FlowRun run, TestLoop loop, boolean toTheEnd) {
    if (toTheEnd) {
      loop.runAll();
    }
    CompletableFuture<FlowTrace> trace = run.trace().toCompletableFuture();
    assertThat(trace.isDone()).isEqualTo(run.state().isEnd());
    if (toTheEnd) {
      loop.runAll();
    } else {
      return List.of();
    }
    return trace.join().levels();
  }
}
