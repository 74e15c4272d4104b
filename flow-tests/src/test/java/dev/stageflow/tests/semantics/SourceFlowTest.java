package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.PauseFlow;
import dev.stageflow.SourceFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A definition whose first stage takes no item is a flow without an input. */
class SourceFlowTest {

  @FlowDefinition(durable = true)
  record Lines(Journal journal) {
    @Sequence
    JournaledSource<String> lines() throws PauseFlow {
      journal.call("lines");
      return journal.source("lines", "a b", "", "c");
    }

    @Context(onClose = "lineEnded")
    @Sequence
    String[] words(String line) throws PauseFlow {
      journal.call("words", line);
      return line.isEmpty() ? new String[0] : line.split(" ");
    }

    @Accumulate(emitEmpty = true)
    int count(int count, String word) throws PauseFlow {
      journal.call("count", count, word);
      return count + 1;
    }

    void lineEnded(@Upstream("lines") String line) throws PauseFlow {
      journal.call("lineEnded", line);
    }
  }

  @TestFactory
  Stream<DynamicNode> aSequenceCanBeginAFlow() {
    return Scenario.of(Lines::new)
        .generatedSource(SourceFlowTest_LinesFlow::of)
        .tells(
            """
            lines
              words(ab) count(0,a) count(1,b) out(2) lineEnded(ab)
              words() out(0) lineEnded()
              words(c) count(0,c) out(1) lineEnded(c)
            close(lines)
            end
            """);
  }

  @FlowDefinition(durable = true)
  record Now(Journal journal) {
    @Context(onFlush = "flushed", onClose = "closed")
    @Function
    Integer now() throws PauseFlow {
      journal.call("now");
      return 7;
    }

    @Function
    int twice(int number) {
      return 2 * number;
    }

    void flushed() throws PauseFlow {
      journal.call("flushed");
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> aFunctionCanBeginAFlowAndOpenAContextOfIt() {
    return Scenario.of(Now::new)
        .generatedSource(SourceFlowTest_NowFlow::of)
        .tells("now out(14) flushed closed end");
  }

  static class Numbers {
    @Sequence
    int[] numbers() {
      return new int[] {1, 2};
    }
  }

  static class Tenfold {
    @Function
    int tenfold(int number) {
      return 10 * number;
    }
  }

  @Test
  void aSourceFlowLeadsToOtherFlows() {
    SourceFlow<Integer> numbers = SourceFlowTest_NumbersFlow.create();
    SourceFlow<Integer> tens = numbers.then(SourceFlowTest_TenfoldFlow.create());
    assertThat(tens.stream()).containsExactly(10, 20);
    assertThat(tens.on(Runnable::run).collect()).isCompletedWithValue(List.of(10, 20));
  }
}
