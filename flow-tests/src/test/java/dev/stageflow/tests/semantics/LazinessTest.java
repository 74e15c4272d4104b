package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.UncheckedFlowException;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream or an iterator runs the flow only as far as it is asked. */
class LazinessTest {

  record Halves(Journal journal) {
    @Sequence
    JournaledSource<Integer> numbers(int last) throws PauseFlow {
      journal.call("numbers", last);
      return journal.source("numbers", 1, 2, last);
    }

    @Function
    Integer half(int number) throws IOException {
      journal.note("half", number);
      if (number < 0) {
        throw journal.failure(new IOException("negative"));
      }
      return number % 2 == 0 ? number / 2 : null;
    }
  }

  static Stream<Named<FlowMaker<Halves, Integer, Integer>>> flows() {
    return Flows.of(
        LazinessTest_HalvesFlow::of,
        d -> Flow.<Integer>begin().sequence(d::numbers).function(d::half).build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anIteratorRunsToTheNextOutputAndNoFurther(FlowMaker<Halves, Integer, Integer> maker)
      throws Exception {
    Journal journal = Scenario.undisturbed();
    FlowIterator<Integer> items = maker.of(new Halves(journal)).open(4);
    assertThat(journal.entries()).isEmpty();
    assertThat(items.next()).isEqualTo(1);
    assertThat(journal.entries()).containsExactly("numbers(4)", "half(1)", "half(2)");
    items.close();
    items.close();
    assertThat(journal.entries())
        .containsExactly("numbers(4)", "half(1)", "half(2)", "close(numbers)");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anIteratorThatIsClosedUnusedCallsNothing(FlowMaker<Halves, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    maker.of(new Halves(journal)).open(4).close();
    assertThat(journal.entries()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aStreamRunsAsFarAsItIsLimited(FlowMaker<Halves, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    try (Stream<Integer> halves = maker.of(new Halves(journal)).stream(4)) {
      assertThat(journal.entries()).isEmpty();
      assertThat(halves.limit(1).toList()).containsExactly(1);
      assertThat(journal.entries()).containsExactly("numbers(4)", "half(1)", "half(2)");
    }
    assertThat(journal.entries())
        .containsExactly("numbers(4)", "half(1)", "half(2)", "close(numbers)");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aStreamWrapsACheckedExceptionAndIsClosedByIt(FlowMaker<Halves, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    Stream<Integer> halves = maker.of(new Halves(journal)).stream(-1);
    assertThatExceptionOfType(UncheckedFlowException.class)
        .isThrownBy(halves::toList)
        .withCauseInstanceOf(IOException.class);
    assertThat(journal.entries())
        .containsExactly("numbers(-1)", "half(1)", "half(2)", "half(-1)", "close(numbers)");
  }
}
