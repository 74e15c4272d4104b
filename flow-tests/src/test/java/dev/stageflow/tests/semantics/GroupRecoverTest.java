package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A group goes on with what stands in for the rest of its sequence, and closes if that is none. */
class GroupRecoverTest {
  private static final String AGAIN =
      "the sequence is called, and fails, once more where a run goes on in what stands in for it";

  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
  }

  @FlowDefinition(extensible = true)
  record Sums(Journal journal) {
    @Sequence(onFinish = "finished")
    JournaledSource<Integer> numbers(int last) throws PauseFlow, Fault {
      journal.call("numbers", last);
      return journal.<Integer>source("numbers", 1, 2, last).failingAtItsEnd(new Fault());
    }

    @Recover("numbers")
    @Nullable List<Integer> rest(int last, Fault failure) throws PauseFlow {
      journal.call("rest");
      return last == 11 ? null : List.of(last + 1, 20);
    }

    @Context(by = "ten", onClose = "closed")
    @Sequence
    List<Integer> twice(int number) {
      return List.of(number, number);
    }

    int ten(int number) {
      return number / 10;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }

    void finished() throws PauseFlow {
      journal.call("finished");
    }
  }

  private static Flow<Integer, Integer> built(Sums d) {
    return Flow.<Integer>begin()
        .sequence(d::numbers)
        .recover(Fault.class, d::rest)
        .onFinish(d::finished)
        .context()
        .by(d::ten)
        .onClose(d::closed)
        .sequence(d::twice)
        .accumulate(() -> 0, d::sum)
        .build();
  }

  @TestFactory
  Stream<DynamicNode> itGoesOnWithTheRest() {
    return Scenario.of(Sums::new)
        .generated(GroupRecoverTest_SumsFlow::of)
        .built(GroupRecoverTest::built)
        .given(12)
        .notSaved(AGAIN)
        .tells(
            """
            numbers(12)
              out(6) closed
              close(numbers)
              rest
              out(50) closed
              out(40) closed
            finished
            end
            """);
  }

  @TestFactory
  Stream<DynamicNode> itClosesWhereNothingStandsInForTheRest() {
    return Scenario.of(Sums::new)
        .generated(GroupRecoverTest_SumsFlow::of)
        .built(GroupRecoverTest::built)
        .given(11)
        .notSaved(AGAIN)
        .tells(
            """
            numbers(11)
              out(6) closed
              close(numbers)
              rest
              out(22) closed
            end
            """);
  }
}
