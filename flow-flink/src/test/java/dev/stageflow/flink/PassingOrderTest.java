package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import java.util.List;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;

/** In which order outputs and watermarks go on. */
class PassingOrderTest {
  private final Desk desk = new Desk();

  @Test
  void outputsGoOnInTheOrderOfTheirElements() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.processElement("a", 1);
      task.processElement("b", 2);
      answer(task, "b");
      assertThat(task.passedOn()).isEmpty();
      answer(task, "a");
      assertThat(task.passedOn()).containsExactly("answer a@1", "answer b@2");
    }
  }

  @Test
  void unorderedOutputsGoOnAsTheyCome() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator().unordered())) {
      task.processElement("a", 1);
      task.processElement("b", 2);
      answer(task, "b");
      assertThat(task.passedOn()).containsExactly("answer b@2");
      answer(task, "a");
      assertThat(task.passedOn()).containsExactly("answer b@2", "answer a@1");
    }
  }

  @Test
  void theOrderIsKeptAgainAfterItWasNot() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator().unordered().ordered())) {
      task.process("a");
      task.process("b");
      answer(task, "b");
      assertThat(task.passedOn()).isEmpty();
      answer(task, "a");
    }
  }

  @Test
  void theOutputsOfAnElementGoOnAllAtOnce() throws Exception {
    FlowOperator<String, String> two =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .sequence(it -> List.of(it + 1, it + 2))
                        .functionAsync(desk::ask)
                        .build())
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(two)) {
      task.process("a");
      answer(task, "a1");
      assertThat(desk.asked()).containsExactly("a1", "a2");
      assertThat(task.passedOn()).isEmpty();
      answer(task, "a2");
      assertThat(task.passedOn()).containsExactly("answer a1", "answer a2");
    }
  }

  @Test
  void aWatermarkWaitsForTheElementsBeforeIt() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.processElement("a", 1);
      task.processWatermark(5);
      task.processWatermark(6);
      task.processElement("b", 7);
      answer(task, "b");
      assertThat(task.passedOn()).isEmpty();
      answer(task, "a");
      assertThat(task.passedOn()).containsExactly("answer a@1", "|5", "|6", "answer b@7");
    }
  }

  @Test
  void noUnorderedOutputOvertakesAWatermark() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator().unordered())) {
      task.processElement("a", 1);
      task.processElement("b", 2);
      task.processWatermark(5);
      task.processElement("c", 6);
      task.processElement("d", 7);
      answer(task, "d");
      answer(task, "b");
      assertThat(task.passedOn()).containsExactly("answer b@2");
      answer(task, "a");
      assertThat(task.passedOn()).containsExactly("answer b@2", "answer a@1", "|5", "answer d@7");
      answer(task, "c");
      assertThat(task.passedOn()).last().isEqualTo("answer c@6");
    }
  }

  @Test
  void aWatermarkGoesOnAtOnceIfNothingIsBeforeIt() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.processWatermark(5);
      assertThat(task.passedOn()).containsExactly("|5");
    }
  }

  @Test
  void aStreamIsIdleOnceTheElementsBeforeHaveGoneOn() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.process("a");
      task.processWatermarkStatus(WatermarkStatus.IDLE);
      assertThat(task.passedOn()).isEmpty();
      answer(task, "a");
      assertThat(task.passedOn()).containsExactly("answer a", WatermarkStatus.IDLE.toString());
    }
  }

  private void answer(Harness<String, String> task, String question) throws Exception {
    desk.answer(question);
    task.takeMail();
  }
}
