package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A filter can end a sequence with a batch of what neighbouring items have gathered. */
class GroupBreakTest {

  @FlowDefinition(extensible = true, durable = true)
  record Batches(Journal journal, int unwanted) {
    @Sequence(onFinish = "paged")
    Iterable<Integer> pages(int n) {
      journal.note("pages", n);
      return journal.source("pages", 1);
    }

    @Sequence(onFinish = "listed")
    Iterable<Integer> tens(int page) {
      journal.note("tens", page);
      return journal.source("tens", 100 * page, 100 * page + 50, 100 * page + 60, 100 * page + 70);
    }

    @Context(by = "half", onClose = "closed")
    @Sequence
    Iterable<Integer> numbers(int ten) {
      journal.note("numbers", ten);
      return journal.source("numbers", ten + 1, ten + 2, ten + 3);
    }

    int half(int ten) {
      return ten / 50;
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }

    @Accumulate(flushWhen = "full")
    List<Integer> batch(List<Integer> batch, int number) {
      return Stream.concat(batch.stream(), Stream.of(number)).toList();
    }

    boolean full(List<Integer> batch) {
      return batch.size() == 2;
    }

    @Sequence(onFinish = "done")
    List<Integer> parts(List<Integer> batch) {
      return batch;
    }

    @Filter(orBreak = "parts")
    boolean known(int number) throws PauseFlow {
      journal.call("known", number);
      return number != 151;
    }

    @Filter(orBreak = "pages")
    boolean wanted(int number) throws PauseFlow {
      journal.call("wanted", number);
      return number != unwanted;
    }

    void done() throws PauseFlow {
      journal.call("done");
    }

    void listed() throws PauseFlow {
      journal.call("listed");
    }

    void paged() throws PauseFlow {
      journal.call("paged");
    }
  }

  private static Scenario.Expectation<Batches, Integer> batches(int unwanted) {
    return Scenario.of(journal -> new Batches(journal, unwanted))
        .generated(GroupBreakTest_BatchesFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::pages)
                    .named("pages")
                    .onFinish(d::paged)
                    .sequence(d::tens)
                    .onFinish(d::listed)
                    .context()
                    .by(d::half)
                    .onClose(d::closed)
                    .sequence(d::numbers)
                    .accumulate(List::<Integer>of, d::batch)
                    .flushWhen(d::full)
                    .sequence(d::parts)
                    .named("parts")
                    .onFinish(d::done)
                    .filter(d::known)
                    .orBreak("parts")
                    .filter(d::wanted)
                    .orBreak("pages")
                    .build())
        .given(0);
  }

  @TestFactory
  Stream<DynamicNode> aBatchEndsItsOwnSequence() {
    return batches(0)
        .tells(
            """
            pages(0)
              tens(1)
                numbers(100)
                  known(101) wanted(101) out(101) known(102) wanted(102) out(102) done
                  close(numbers)
                known(103) wanted(103) out(103) done
                closed
                numbers(150)
                  known(151) done
                  close(numbers)
                numbers(160)
                  known(153) wanted(153) out(153) known(161) wanted(161) out(161) done
                  known(162) wanted(162) out(162) known(163) wanted(163) out(163) done
                  close(numbers)
                numbers(170)
                  known(171) wanted(171) out(171) known(172) wanted(172) out(172) done
                  close(numbers)
                close(tens)
                known(173) wanted(173) out(173) done
                closed
                listed
              close(pages)
              paged
            end
            """);
  }

  @TestFactory
  Stream<DynamicNode> aBatchOfAnOpenGroupEndsWhatIsAroundTheGroups() {
    return batches(153)
        .tells(
            """
            pages(0)
              tens(1)
                numbers(100)
                  known(101) wanted(101) out(101) known(102) wanted(102) out(102) done
                  close(numbers)
                known(103) wanted(103) out(103) done
                closed
                numbers(150)
                  known(151) done
                  close(numbers)
                numbers(160)
                  known(153) wanted(153)
                  close(numbers) close(tens) close(pages)
                  done
                closed
                listed
              paged
            end
            """);
  }

  @TestFactory
  Stream<DynamicNode> theLastBatchOfAGroupEndsWhatIsAroundTheGroups() {
    return batches(173)
        .tells(
            """
            pages(0)
              tens(1)
                numbers(100)
                  known(101) wanted(101) out(101) known(102) wanted(102) out(102) done
                  close(numbers)
                known(103) wanted(103) out(103) done
                closed
                numbers(150)
                  known(151) done
                  close(numbers)
                numbers(160)
                  known(153) wanted(153) out(153) known(161) wanted(161) out(161) done
                  known(162) wanted(162) out(162) known(163) wanted(163) out(163) done
                  close(numbers)
                numbers(170)
                  known(171) wanted(171) out(171) known(172) wanted(172) out(172) done
                  close(numbers)
                close(tens)
                known(173) wanted(173)
                close(pages)
                done
                closed
                listed
              paged
            end
            """);
  }

  @TestFactory
  Stream<DynamicNode> theItemThatEndsAGroupGoesItsWayThoughTheBatchOfThatEndsItsSequence() {
    return batches(103)
        .tells(
            """
            pages(0)
              tens(1)
                numbers(100)
                  known(101) wanted(101) out(101) known(102) wanted(102) out(102) done
                  close(numbers)
                known(103) wanted(103)
                close(tens) close(pages)
                done
                closed
                numbers(150)
                  known(151) done
                  close(numbers)
                known(153) wanted(153) out(153) done
                closed
                listed
              paged
            end
            """);
  }
}
