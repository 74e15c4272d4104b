package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

/** What becomes of runs that have not ended when their task has. */
class RunClosingTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void allRunsCloseWhatTheyHaveOpen() throws Exception {
    try (Harness<String, String> task = Harness.open(pausing())) {
      task.process("a");
      task.process("b");
    }
    assertThat(closed).containsExactly("a", "b");
  }

  @Test
  void runsThatWereAboutToGoOnAreClosedToo() throws Exception {
    Desk desk = new Desk();
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.process("a");
      desk.answer("a");
      assertThat(task.getTaskMailbox().hasMail()).isTrue();
      task.getOneInputOperator().close();
      task.takeMail();
      assertThat(task.passedOn()).isEmpty();
    }
  }

  @Test
  void runsAreClosedThoughTheMailboxTakesNoMoreMail() throws Exception {
    try (Harness<String, String> task = Harness.open(pausing())) {
      task.process("a");
      task.getTaskMailbox().quiesce();
    }
    assertThat(closed).containsExactly("a");
  }

  @Test
  void aFailedTaskClosesTheRunsThatAreLeft() throws Exception {
    FlowOperator<String, String> failing =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .sequenceFrom(this::endless)
                        .function(
                            it -> {
                              if (it.equals("b")) {
                                throw new IllegalStateException("no price");
                              }
                              return it;
                            })
                        .build())
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(failing)) {
      task.process("a");
      assertThatThrownBy(() -> task.process("b")).hasMessage("no price");
      assertThat(closed).containsExactly("b");
    }
    assertThat(closed).containsExactly("b", "a");
  }

  @Test
  void closingWaitsForWorkersEvenIfTheTaskIsInterrupted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    FlowOperator<String, String> reading =
        FlowOperators.of(
                () ->
                    Flow.<String>begin()
                        .sequenceFrom(it -> slow(begun, interrupted))
                        .tunnel(1)
                        .build())
            .returning(String.class);
    try (Harness<String, String> task = Harness.open(reading)) {
      task.process("a");
      begun.await();
      Thread.currentThread().interrupt();
      task.getOneInputOperator().close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(interrupted.getCount()).isZero();
      assertThat(closed).containsExactly("slow");
    }
  }

  private FlowIterator<String> slow(CountDownLatch begun, CountDownLatch interrupted) {
    return new FlowIterator<>() {
      @Override
      public String next() throws InterruptedException {
        begun.countDown();
        try {
          new CountDownLatch(1).await();
          return null;
        } finally {
          interrupted.countDown();
        }
      }

      @Override
      public void close() {
        closed.add("slow");
      }
    };
  }

  @Test
  void whatCannotBeClosedIsAFailureOfTheTask() throws Exception {
    IllegalStateException stuck = new IllegalStateException("stuck");
    FlowOperator<String, String> closingBadly =
        FlowOperators.of(
                () -> Flow.<String>begin().sequenceFrom(it -> pausing(() -> fail(stuck))).build())
            .returning(String.class);
    Harness<String, String> task = Harness.open(closingBadly);
    task.process("a");
    assertThatThrownBy(task::close).hasSuppressedException(stuck);
  }

  private static void fail(IllegalStateException failure) {
    throw failure;
  }

  @Test
  void anOperatorThatCouldNotOpenIsClosed() throws Exception {
    FlowOperator<String, String> unmade =
        FlowOperators.<String, String>of(
                () -> {
                  throw new IllegalStateException("no configuration");
                })
            .returning(String.class);
    Harness<String, String> task = new Harness<>(unmade, Types.STRING);
    assertThatThrownBy(task::open).hasMessage("no configuration");
    assertThatCode(task::close).doesNotThrowAnyException();
  }

  private FlowOperator<String, String> pausing() {
    return FlowOperators.of(() -> Flow.<String>begin().sequenceFrom(this::open).build())
        .returning(String.class);
  }

  /** A source that gives nothing, and has to be closed. */
  private FlowIterator<String> open(String name) {
    return pausing(() -> closed.add(name));
  }

  private static FlowIterator<String> pausing(Runnable onClose) {
    return new FlowIterator<>() {
      @Override
      public String next() throws PauseFlow {
        throw PauseFlow.until(new CompletableFuture<>());
      }

      @Override
      public void close() {
        onClose.run();
      }
    };
  }

  /** A source that gives its name, and then nothing. */
  private FlowIterator<String> endless(String name) {
    return FlowIterator.concat(FlowIterator.of(List.of(name)), open(name));
  }
}
