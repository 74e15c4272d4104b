package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowFuture;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group that closes hands what it has gathered to a parallel stage behind another one. */
class GroupWindowTest {

  /** Answers when the test says so, in the order in which it was asked. */
  @FlowDefinition(extensible = true)
  static class Sums {
    final List<CompletableFuture<Integer>> asked = new ArrayList<>();
    final List<CompletableFuture<String>> told = new ArrayList<>();

    @Sequence
    List<Integer> numbers(List<Integer> numbers) {
      return numbers;
    }

    @Context(by = "ten")
    @Parallel(4)
    @Function
    CompletableFuture<Integer> ask(int number) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      asked.add(answer);
      return answer;
    }

    int ten(int number) {
      return number / 10;
    }

    @Accumulate(flushWhen = "full")
    int sum(int sum, int number) {
      return sum + number;
    }

    boolean full(int sum) {
      return sum >= 3;
    }

    @Parallel(2)
    @Function
    CompletableFuture<String> tell(int sum) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      told.add(answer);
      return answer;
    }
  }

  private static Flow<List<Integer>, String> built(Sums d) {
    return Flow.<List<Integer>>begin()
        .sequence(d::numbers)
        .context()
        .by(d::ten)
        .functionAsync(d::ask)
        .parallel(4)
        .accumulate(() -> 0, d::sum)
        .flushWhen(d::full)
        .functionAsync(d::tell)
        .parallel(2)
        .build();
  }

  static Stream<Named<FlowMaker<Sums, List<Integer>, String>>> makers() {
    return Flows.of(GroupWindowTest_SumsFlow::of, GroupWindowTest::built);
  }

  private final TestLoop loop = new TestLoop();
  private final Sums sums = new Sums();

  @ParameterizedTest
  @MethodSource("makers")
  void itGoesOnWhereThatFillsTheWindow(FlowMaker<Sums, List<Integer>, String> maker) {
    FlowFuture<List<String>> outputs = maker.of(sums).on(loop).collect(List.of(1, 2, 1));
    loop.runAll();
    List.of(1, 2, 1).forEach(answer -> answerNext(answer));
    assertThat(sums.told).hasSize(2);
    tell(0, "three");
    tell(1, "one");
    assertThat(outputs).isCompletedWithValue(List.of("three", "one"));
  }

  @ParameterizedTest
  @MethodSource("makers")
  void itWaitsWhereTheWindowIsFull(FlowMaker<Sums, List<Integer>, String> maker) {
    FlowFuture<List<String>> outputs = maker.of(sums).on(loop).collect(List.of(3, 4, 1, 12));
    loop.runAll();
    List.of(3, 4, 1).forEach(answer -> answerNext(answer));
    assertThat(sums.told).hasSize(2);
    assertThat(sums.asked).hasSize(3);
    tell(0, "three");
    assertThat(sums.told).hasSize(3);
    tell(1, "four");
    answerNext(12);
    tell(2, "one");
    assertThat(sums.told).hasSize(4);
    tell(3, "twelve");
    assertThat(outputs).isCompletedWithValue(List.of("three", "four", "one", "twelve"));
  }

  private int answered;

  private void answerNext(int answer) {
    sums.asked.get(answered++).complete(answer);
    loop.runAll();
  }

  private void tell(int number, String text) {
    sums.told.get(number).complete(text);
    loop.runAll();
  }

  /** One window's value is still in the stage when the next group begins. */
  @FlowDefinition(extensible = true)
  static class Kept {
    @Sequence
    List<String> words(List<String> words) {
      return words;
    }

    @Context(by = "first")
    @Sequence
    List<Integer> letters(String word) {
      return word.chars().boxed().toList();
    }

    char first(String word) {
      return word.charAt(0);
    }

    @Parallel(3)
    @Function
    CompletableFuture<Integer> ask(int letter) {
      return CompletableFuture.completedFuture(letter);
    }

    @Accumulate(flushWhen = "full", emitEmpty = true)
    String join(String all, int letter) {
      return all + (char) letter;
    }

    boolean full(String all, @Upstream("words") String word) {
      return all.length() == word.length() + 1;
    }
  }

  @Test
  void whatAnItemInFlightTakesOfItsGroupIsThereUntilItIsOut() throws Exception {
    assertThat(GroupWindowTest_KeptFlow.of(new Kept()).collect(List.of("ab", "ad", "xyz")))
        .isEqualTo(Stream.of("aba", "d", "xyz").toList());
  }
}
