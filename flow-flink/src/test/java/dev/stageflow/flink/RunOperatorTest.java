package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowTraceException;
import dev.stageflow.PauseFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Runs on the mailbox of a task. */
class RunOperatorTest {
  private final Desk desk = new Desk();

  /** A run that takes longer than a millisecond, as the first ones do, goes on by mail. */
  @Test
  void aRunThatDoesNotPauseNeedsNoMail() throws Exception {
    try (Harness<String, String> task = Harness.open(upperCase())) {
      int mailed = 0;
      for (int i = 0; i < 100; i++) {
        task.processElement(new StreamRecord<>("a"));
        if (task.getTaskMailbox().hasMail()) {
          mailed++;
          task.takeMail();
        }
      }
      assertThat(task.passedOn()).hasSize(100).containsOnly("A");
      assertThat(mailed).isLessThan(50);
    }
  }

  @Test
  void atCapacityTheNextElementWaitsUntilAnotherHasGoneOn() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator().capacity(2))) {
      task.process("a");
      task.process("b");
      Thread other = new Thread(() -> answerBothLater());
      other.start();
      task.process("c");
      other.join();
      assertThat(task.passedOn()).containsExactly("answer a", "answer b");
      answer(task, "c");
    }
  }

  /** The one that does not make room is the first. */
  private void answerBothLater() {
    desk.answer("b");
    desk.answer("a");
  }

  @Test
  void aCapacityIsAtLeastOne() {
    assertThatThrownBy(() -> desk.operator().capacity(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a capacity of 0 is less than 1");
  }

  @Test
  void whatAnotherThreadCompletesGoesOnInTheTask() throws Exception {
    AtomicReference<Thread> wentOn = new AtomicReference<>();
    CompletableFuture<String> question = new CompletableFuture<>();
    FlowOperator<String, String> noting =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .functionAsync(it -> question)
                        .function(
                            it -> {
                              wentOn.set(Thread.currentThread());
                              return it;
                            })
                        .build())
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(noting)) {
      task.process("a");
      Thread other = new Thread(() -> question.complete("answer"));
      other.start();
      other.join();
      assertThat(wentOn).hasNullValue();
      task.takeMail();
      assertThat(wentOn).hasValue(Thread.currentThread());
      assertThat(task.passedOn()).containsExactly("answer");
    }
  }

  /** While a run is started, its slices need no mail; those of others do. */
  @Test
  void whatAnotherThreadCompletesWhileARunIsStartedGoesOnInTheTask() throws Exception {
    Set<Thread> wentOn = new HashSet<>();
    FlowOperator<String, String> noting =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .function(this::answerTheOneBefore)
                        .functionAsync(desk::ask)
                        .function(
                            it -> {
                              wentOn.add(Thread.currentThread());
                              return it;
                            })
                        .build())
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(noting)) {
      for (int i = 0; i <= 200; i++) {
        task.process("" + i);
      }
      assertThat(task.passedOn()).hasSize(200);
      assertThat(wentOn).containsExactly(Thread.currentThread());
    }
  }

  private String answerTheOneBefore(String element) throws InterruptedException {
    int number = Integer.parseInt(element);
    if (number > 0) {
      Thread other = new Thread(() -> desk.answer("" + (number - 1)));
      other.start();
      other.join();
    }
    return element;
  }

  @Test
  void aRunOfSeveralSlicesLetsOtherMailThrough() throws Exception {
    List<Integer> made = new ArrayList<>();
    FlowOperator<String, Integer> counting =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .sequence(it -> List.of(1, 2, 3))
                        .function(
                            it -> {
                              Thread.sleep(2);
                              made.add(it);
                              return it;
                            })
                        .build())
            .returning(Integer.class);
    try (Harness<String, Integer> task = Harness.open(counting)) {
      task.processElement(new StreamRecord<>("a"));
      assertThat(made).hasSizeLessThan(3);
      task.takeMail();
      assertThat(task.passedOn()).containsExactly("1", "2", "3");
    }
  }

  @Test
  void delaysAreMeasuredByProcessingTime() throws Exception {
    AtomicBoolean waited = new AtomicBoolean();
    FlowOperator<String, String> waiting =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .function(
                            it -> {
                              if (!waited.getAndSet(true)) {
                                throw PauseFlow.after(Duration.ofSeconds(20));
                              }
                              return it;
                            })
                        .build())
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(waiting)) {
      task.process("a");
      task.setProcessingTime(19_999);
      task.takeMail();
      assertThat(task.passedOn()).isEmpty();
      task.setProcessingTime(20_000);
      task.takeMail();
      assertThat(task.passedOn()).containsExactly("a");
    }
  }

  @Test
  void timeoutsAreMeasuredByProcessingTime() throws Exception {
    FlowOperator<String, String> impatient =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .functionAsync(desk::ask)
                        .timeout(Duration.ofMinutes(1))
                        .recover(TimeoutException.class, (it, late) -> "no answer")
                        .build())
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(impatient)) {
      task.process("a");
      task.setProcessingTime(59_999);
      task.takeMail();
      assertThat(task.passedOn()).isEmpty();
      task.setProcessingTime(60_000);
      task.takeMail();
      assertThat(task.passedOn()).containsExactly("no answer");
    }
  }

  @Test
  void aFailureIsThatOfTheElementsCallWithTheTrace() throws Exception {
    try (Harness<String, String> task = Harness.open(failing())) {
      assertThatThrownBy(() -> task.process("a"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no price for a")
          .satisfies(
              it ->
                  assertThat(it.getSuppressed())
                      .hasAtLeastOneElementOfType(FlowTraceException.class));
    }
  }

  @Test
  void aFailureAfterAPauseIsThatOfTheMail() throws Exception {
    FlowOperator<String, String> failingLater =
        FlowOperators.of(() -> desk.flow().then(failing(Flow.<String>begin())))
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(failingLater)) {
      task.process("a");
      desk.answer("a");
      assertThatThrownBy(task::takeMail)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no price for answer a");
      assertThat(task.passedOn()).isEmpty();
    }
  }

  @Test
  void theEndOfTheInputWaitsForAllElements() throws Exception {
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.process("a");
      task.processWatermark(1);
      task.process("b");
      Thread other = new Thread(() -> answerBothLater());
      other.start();
      task.endInput();
      other.join();
      assertThat(task.passedOn()).containsExactly("answer a", "|1", "answer b");
    }
  }

  @Test
  void elementsThatAreReusedAreCopied() throws Exception {
    TypeInformation<String[]> type = TypeInformation.of(new TypeHint<>() {});
    FlowOperator<String[], String> first =
        FlowOperators.of(
                () ->
                    Flow.<String[]>begin()
                        .function(
                            it -> {
                              desk.ask(it[0]);
                              return it;
                            })
                        .functionAsync(it -> desk.ask("then").thenApply(then -> it[0]))
                        .build())
            .returning(String.class);
    try (Harness<String[], String> task = new Harness<>(first, type)) {
      task.getExecutionConfig().enableObjectReuse();
      task.open();
      String[] reused = {"a"};
      task.process(reused);
      reused[0] = "b";
      desk.answer("then");
      task.takeMail();
      assertThat(task.passedOn()).containsExactly("a");
    }
  }

  private static FlowOperator<String, String> upperCase() {
    return FlowOperators.of(() -> Flow.<String>begin().function(String::toUpperCase).build())
        .returning(String.class);
  }

  private static FlowOperator<String, String> failing() {
    return FlowOperators.of(() -> failing(Flow.<String>begin())).returning(Types.STRING);
  }

  private static Flow<String, String> failing(FlowBuilder<String, String> begun) {
    return begun
        .<String>function(
            it -> {
              throw new IllegalStateException("no price for " + it);
            })
        .build();
  }

  private void answer(Harness<String, String> task, String question) throws Exception {
    desk.answer(question);
    task.takeMail();
  }
}
