package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A last stage that gives nothing makes a flow without outputs. */
class ConsumerTest {

  @FlowDefinition(durable = true)
  record Printer(Journal journal) {
    @Sequence(onFinish = "finished")
    List<Integer> numbers(int first) {
      return List.of(first, first + 1);
    }

    @Function
    void print(int number) throws PauseFlow {
      journal.call("print", number);
    }

    void finished() {
      journal.note("finished");
    }
  }

  @TestFactory
  Stream<DynamicNode> aVoidFunctionConsumesItsItems() {
    Scenario<Printer, Integer, Void> scenario =
        Scenario.of(Printer::new)
            .generated(ConsumerTest_PrinterFlow::of)
            .built(
                d ->
                    Flow.<Integer>begin()
                        .sequence(d::numbers)
                        .onFinish(d::finished)
                        .consume(d::print)
                        .named("print")
                        .build());
    return scenario.given(1).tells("print(1) print(2) finished end");
  }

  @FlowDefinition(durable = true)
  record Report(Journal journal) {
    @Sequence
    List<Integer> counts(int last) {
      return List.of(1, last);
    }

    @Context(onFlush = "flushed", onClose = "closed")
    @Sequence
    List<String> words(int count) {
      return List.of("a", "b", "c").subList(0, count);
    }

    @Accumulate(finish = "print")
    void add(StringBuilder text, String word) throws PauseFlow {
      journal.call("add", text, word);
      text.append(word);
    }

    void print(StringBuilder text) throws PauseFlow {
      journal.call("print", text);
    }

    void flushed() throws PauseFlow {
      journal.call("flushed");
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> aVoidFinishConsumesTheAccumulator() {
    return Scenario.of(Report::new)
        .generated(ConsumerTest_ReportFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::counts)
                    .context(d::flushed)
                    .onClose(d::closed)
                    .sequence(d::words)
                    .accumulateInto(StringBuilder::new, d::add)
                    .consume(d::print)
                    .build())
        .given(3)
        .tells(
            """
            add(,a) flushed print(a) closed
            add(,a) add(a,b) add(ab,c) flushed print(abc) closed
            end
            """);
  }

  @FlowDefinition(durable = true)
  record Batches(Journal journal) {
    @Sequence
    List<Integer> numbers(List<Integer> numbers) {
      return numbers;
    }

    @Accumulate(flushWhen = "full", finish = "print", emitEmpty = true)
    int add(int sum, int number) throws PauseFlow {
      journal.call("add", sum, number);
      return sum + number;
    }

    boolean full(int sum) {
      return sum > 2;
    }

    void print(int sum) throws PauseFlow {
      journal.call("print", sum);
    }
  }

  private static Scenario<Batches, List<Integer>, Void> batches() {
    return Scenario.of(Batches::new)
        .generated(ConsumerTest_BatchesFlow::of)
        .built(
            d ->
                Flow.<List<Integer>>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> 0, d::add)
                    .flushWhen(d::full)
                    .emitEmpty()
                    .consume(d::print)
                    .build());
  }

  @TestFactory
  Stream<DynamicNode> aVoidFinishConsumesBatches() {
    return batches()
        .given(List.of(1, 2, 3, 1))
        .tells("add(0,1) add(1,2) print(3) add(0,3) print(3) add(0,1) print(1) end");
  }

  @TestFactory
  Stream<DynamicNode> aVoidFinishConsumesTheEmptyAccumulator() {
    return batches().given(List.of()).tells("print(0) end");
  }

  @FlowDefinition(durable = true)
  record Discarded(Journal journal) {
    @Function
    int twice(int number) throws PauseFlow {
      journal.call("twice", number);
      return 2 * number;
    }

    @Function
    void forget(int number) {}
  }

  @TestFactory
  Stream<DynamicNode> outputsCanBeDiscarded() {
    return Scenario.of(Discarded::new)
        .generated(ConsumerTest_DiscardedFlow::of)
        .built(d -> Flow.<Integer>begin().function(d::twice).discard().build())
        .given(2)
        .tells("twice(2) end");
  }
}
