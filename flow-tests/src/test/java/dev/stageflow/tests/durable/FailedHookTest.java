package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that fails in a hook goes on before it when it is started again. */
@Timeout(30)
class FailedHookTest {

  /** Gives the numbers' sums, two at a time, and what its hooks give; one of them fails. */
  @FlowDefinition(durable = true)
  static class Sums {
    private final String failing;
    private transient boolean hasFailed;

    Sums(String failing) {
      this.failing = failing;
    }

    private void failIf(String hook) {
      if (hook.equals(failing) && !hasFailed) {
        hasFailed = true;
        throw new IllegalStateException(hook);
      }
    }

    @Context(onOpen = "opened", onFlush = "flushed", onClose = "closed")
    @Sequence(onFinish = "finished")
    List<Integer> numbers(int count) {
      failIf("numbers");
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Accumulate(start = "noSum", finish = "sum", flushWhen = "isEnough")
    int[] add(int[] numbers, int number) {
      failIf("add");
      return new int[] {numbers[0] + number, numbers[1] + 1};
    }

    int[] noSum() {
      failIf("noSum");
      return new int[2];
    }

    int sum(int[] numbers) {
      failIf("sum");
      return numbers[0];
    }

    boolean isEnough(int[] numbers) {
      failIf("isEnough");
      return numbers[1] == 2;
    }

    @Output
    int opened() {
      failIf("opened");
      return 1_000;
    }

    @Output
    int flushed() {
      failIf("flushed");
      return 2_000;
    }

    @Output
    int closed() {
      failIf("closed");
      return 3_000;
    }

    @Output
    int finished() {
      failIf("finished");
      return 4_000;
    }
  }

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();

  private void run(Sums sums) throws Exception {
    loop.await(
        FailedHookTest_SumsFlow.of(sums)
            .durable(store, "run")
            .saveEvery(Duration.ZERO)
            .on(loop)
            .start(5, (sum, written) -> written.add(sum))
            .completion());
  }

  @ParameterizedTest
  @CsvSource({
    "numbers",
    "noSum",
    "add",
    "isEnough",
    "sum",
    "opened",
    "flushed",
    "closed",
    "finished"
  })
  void eachOutputIsWrittenOnce(String hook) throws Exception {
    List<Integer> expected = FailedHookTest_SumsFlow.of(new Sums("")).collect(5);
    Sums sums = new Sums(hook);
    assertThatThrownBy(() -> run(sums)).hasMessage(hook);
    run(sums);
    assertThat(store.written()).isEqualTo(expected);
  }
}
