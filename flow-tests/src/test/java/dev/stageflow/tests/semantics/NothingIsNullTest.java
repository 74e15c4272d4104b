package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Null, an empty optional and a stop value drop an item; no stage ever sees null. */
class NothingIsNullTest {

  @FlowDefinition(durable = true)
  record Droppers(Journal journal) {
    static final String NONE = "5";

    @Sequence
    List<Integer> numbers(List<Integer> numbers) throws PauseFlow {
      journal.call("numbers");
      return numbers;
    }

    @Function
    Integer notOne(int number) throws PauseFlow {
      journal.call("notOne", number);
      return number == 1 ? null : number;
    }

    @Function
    Optional<Integer> notTwo(int number) throws PauseFlow {
      journal.call("notTwo", number);
      return number == 2 ? Optional.empty() : Optional.of(number);
    }

    @Function(stop = "3")
    int notThree(int number) {
      journal.note("notThree", number);
      return number;
    }

    @Function(stop = "\"4\"")
    String notFour(int number) {
      return Integer.toString(number);
    }

    @Function(stop = "NONE")
    Optional<String> notFive(String number) throws PauseFlow {
      journal.call("notFive", number);
      return Optional.of(number);
    }
  }

  @TestFactory
  Stream<DynamicNode> anItemsWayEndsAtNullAtAnEmptyOptionalAndAtTheStopValue() {
    return Scenario.of(Droppers::new)
        .generated(NothingIsNullTest_DroppersFlow::of)
        .built(
            d ->
                Flow.<List<Integer>>begin()
                    .sequence(d::numbers)
                    .function(d::notOne)
                    .functionOptional(d::notTwo)
                    .function(n -> d.notThree(n) == 3 ? null : n)
                    .function(n -> d.notFour(n).equals("4") ? null : d.notFour(n))
                    .functionOptional(n -> d.notFive(n).filter(text -> !text.equals("5")))
                    .build())
        .given(List.of(1, 2, 3, 4, 5, 6))
        .tells(
            """
            numbers
              notOne(1)
              notOne(2) notTwo(2)
              notOne(3) notTwo(3) notThree(3)
              notOne(4) notTwo(4) notThree(4)
              notOne(5) notTwo(5) notThree(5) notFive(5)
              notOne(6) notTwo(6) notThree(6) notFive(6) out(6)
            end
            """);
  }

  @FlowDefinition(durable = true)
  record PrimitiveOptionals(Journal journal) {
    @Sequence
    int[] numbers(int count) {
      return new int[] {-1, 0, count};
    }

    @Function
    OptionalInt natural(int number) throws PauseFlow {
      journal.call("natural", number);
      return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Function
    OptionalLong positive(long number) {
      journal.note("positive", number);
      return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
  }

  @TestFactory
  Stream<DynamicNode> primitiveOptionalsAreUnwrapped() {
    return Scenario.of(PrimitiveOptionals::new)
        .generated(NothingIsNullTest_PrimitiveOptionalsFlow::of)
        .given(7)
        .tells(
            """
            natural(-1)
            natural(0) positive(0)
            natural(7) positive(7) out(7)
            end
            """);
  }

  @FlowDefinition(durable = true)
  record NullSources(Journal journal) {
    @Sequence
    List<String> lines(String first) throws PauseFlow {
      journal.call("lines");
      return Arrays.asList(null, first, null, "none", null);
    }

    @Sequence
    Iterable<Integer> lengths(String line) throws PauseFlow {
      journal.call("lengths", line);
      return line.equals("none") ? null : journal.source("lengths", null, line.length(), null);
    }

    @Function
    int twice(int length) throws PauseFlow {
      journal.call("twice", length);
      return 2 * length;
    }
  }

  @TestFactory
  Stream<DynamicNode> nullSourcesAreNothingAndNullElementsAreSkippedBeforeUnboxing() {
    return Scenario.of(NullSources::new)
        .generated(NothingIsNullTest_NullSourcesFlow::of)
        .built(
            d ->
                Flow.<String>begin()
                    .sequence(d::lines)
                    .sequence(d::lengths)
                    .function(d::twice)
                    .build())
        .given("abc")
        .tells("lines  lengths(abc) twice(3) out(6) close(lengths)  lengths(none)  end");
  }

  @FlowDefinition(durable = true)
  record NullResults(Journal journal) {
    @Sequence
    List<Integer> numbers(int count) {
      return List.of(1, count);
    }

    @Accumulate(finish = "nothing")
    int add(int sum, int number) throws PauseFlow {
      journal.call("add", sum, number);
      return sum + number;
    }

    Integer nothing(int sum) throws PauseFlow {
      journal.call("nothing", sum);
      return null;
    }

    @Function
    int unreached(int number) {
      journal.note("unreached", number);
      return number;
    }
  }

  @TestFactory
  Stream<DynamicNode> anAccumulatedNullGoesNoFurther() {
    return Scenario.of(NullResults::new)
        .generated(NothingIsNullTest_NullResultsFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> 0, d::add)
                    .finish(d::nothing)
                    .function(d::unreached)
                    .build())
        .given(2)
        .tells("add(0,1) add(1,2) nothing(3) end");
  }

  @FlowDefinition(durable = true)
  record EmptyResults(Journal journal) {
    @Sequence
    List<Integer> numbers(List<Integer> numbers) {
      return numbers;
    }

    @Accumulate(finish = "positive")
    int add(int sum, int number) {
      journal.note("add", sum, number);
      return sum + number;
    }

    Optional<Integer> positive(int sum) throws PauseFlow {
      journal.call("positive", sum);
      return sum > 0 ? Optional.of(sum) : Optional.empty();
    }

    @Function
    long wide(long number) {
      return number;
    }
  }

  @TestFactory
  Stream<DynamicNode> anAccumulatedOptionalIsUnwrapped() {
    return Scenario.of(EmptyResults::new)
        .generated(NothingIsNullTest_EmptyResultsFlow::of)
        .given(List.of(1, 2))
        .tells("add(0,1) add(1,2) positive(3) out(3) end");
  }

  @TestFactory
  Stream<DynamicNode> anAccumulatedEmptyOptionalGoesNoFurther() {
    return Scenario.of(EmptyResults::new)
        .generated(NothingIsNullTest_EmptyResultsFlow::of)
        .given(List.of(1, -2))
        .tells("add(0,1) add(1,-2) positive(-1) end");
  }

  @Test
  void aNullInputIsRefusedAtOnce() {
    Flow<List<Integer>, String> generated =
        NothingIsNullTest_DroppersFlow.of(new Droppers(Scenario.undisturbed()));
    Flow<Integer, Integer> built = Flow.<Integer>begin().function(n -> n + 1).build();
    for (Flow<?, ?> flow : List.of(generated, built)) {
      assertThatNullPointerException().isThrownBy(() -> flow.run(null));
      assertThatNullPointerException().isThrownBy(() -> flow.collect(null));
      assertThatNullPointerException().isThrownBy(() -> flow.single(null));
      assertThatNullPointerException().isThrownBy(() -> flow.stream(null));
      assertThatNullPointerException().isThrownBy(() -> flow.open(null));
      assertThatNullPointerException().isThrownBy(() -> flow.bind(null));
      assertThatNullPointerException().isThrownBy(() -> flow.on(Runnable::run).start(null));
      assertThatNullPointerException().isThrownBy(() -> flow.on(Runnable::run).collect(null));
    }
  }
}
