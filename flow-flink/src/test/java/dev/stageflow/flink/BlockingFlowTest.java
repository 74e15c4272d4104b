package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowTraceException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.TypeExtractor;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Flows that run within a function's call. */
class BlockingFlowTest {
  private final List<String> log = new ArrayList<>();

  @Test
  void outputsGoOnWithinTheCall() throws Exception {
    var task = open(FlowOperators.of(this::wordsFlow).returning(String.class));
    task.processElement(new StreamRecord<>("a b", 7));
    assertThat(task.extractOutputStreamRecords())
        .containsExactly(new StreamRecord<>("a", 7), new StreamRecord<>("b", 7));
    task.close();
  }

  @Test
  void aDefinitionMadeForEachRunIsClosedWithIt() throws Exception {
    var task = open(FlowOperators.of(this::sessions).returning(String.class));
    task.processElement(new StreamRecord<>("a b"));
    task.processElement(new StreamRecord<>("c"));
    assertThat(log).containsExactly("open", "a", "b", "close", "open", "c", "close");
    task.close();
  }

  @Test
  void aDefinitionMadeForEachRunOnTheMailboxIsClosedWithIt() throws Exception {
    try (Harness<String, String> task =
        Harness.open(FlowOperators.of(this::sessions).returning(String.class))) {
      task.process("a b");
      assertThat(log).containsExactly("open", "a", "b", "close");
      assertThatThrownBy(() -> task.process("bad")).hasMessage("a bad word");
      assertThat(log).endsWith("open", "close");
    }
  }

  @Test
  void aFailureIsThatOfTheCallWithTheTrace() throws Exception {
    var task = open(FlowOperators.of(this::sessions).returning(String.class));
    assertThatThrownBy(() -> task.processElement(new StreamRecord<>("bad")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bad word")
        .satisfies(
            it ->
                assertThat(it.getSuppressed())
                    .hasAtLeastOneElementOfType(FlowTraceException.class));
    assertThat(log).containsExactly("open", "close");
    task.close();
  }

  @Test
  void aFlowIsMadeOnceWhereItRuns() throws Exception {
    FlowOperator<String, String> operator =
        FlowOperators.of(
                () -> {
                  log.add("made");
                  return wordsFlow();
                })
            .returning(String.class);
    assertThat(log).isEmpty();
    var task = open(operator);
    task.processElement(new StreamRecord<>("a"));
    task.processElement(new StreamRecord<>("b"));
    assertThat(log).containsExactly("made");
    task.close();
  }

  @Test
  void theFunctionKnowsItsType() {
    assertThat(
            TypeExtractor.getFlatMapReturnTypes(
                FlowOperators.of(this::wordsFlow).returning(Types.STRING).blocking(), Types.STRING))
        .isEqualTo(Types.STRING);
  }

  private Flow<String, String> wordsFlow() {
    return Flow.<String>begin().sequence(line -> List.of(line.split(" "))).build();
  }

  private Flow<String, String> sessions() {
    return SessionReportFlow.perRun(() -> new SessionReport(log::add));
  }

  private static OneInputStreamOperatorTestHarness<String, String> open(
      FlowOperator<String, String> operator) throws Exception {
    var task =
        new OneInputStreamOperatorTestHarness<String, String>(
            new StreamFlatMap<>(operator.blocking()));
    task.open();
    return task;
  }
}
