package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import dev.stageflow.SavedRunException;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A durable flow's run goes on among what a recovery has given in place of a source. */
class SavedRecoveryTest {

  /** Gives so many numbers from the first on, and then fails. */
  private static FlowIterator<Integer> failing(int first, int count) {
    Iterator<Integer> all = IntStream.range(first, first + count).iterator();
    return () -> {
      if (!all.hasNext()) {
        throw new IOException("failed after " + count);
      }
      return all.next();
    };
  }

  private static <O> List<O> goOn(SavedRun run, List<O> outputs) throws Exception {
    while (!run.hasEnded()) {
      boolean unused = run.proceed(10);
    }
    return outputs;
  }

  @FlowDefinition(durable = true)
  static class Broken {
    private final Probe probe;

    Broken(Probe probe) {
      this.probe = probe;
    }

    @Sequence
    List<Integer> groups(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Context
    @Retry(times = 1, backoffMillis = 0)
    @SuppressWarnings("Flow/NotResumable")
    @Sequence(onFinish = "finished")
    FlowIterator<Integer> numbers(Integer group) throws PauseFlow {
      probe.mayPause();
      return failing(10 * group, group);
    }

    @Recover("numbers")
    Stream<Integer> others(Integer group, IOException failure) {
      return Stream.of(7, 8, 9).map(number -> 100 * group + number);
    }

    @Sequence
    List<Integer> twice(Integer number) {
      return List.of(number, -number);
    }

    @Function
    int checked(Integer number) throws PauseFlow {
      probe.effect("checked " + number);
      return number;
    }

    @Accumulate
    String all(String all, int number) {
      return all + number + " ";
    }

    void finished(@Upstream("groups") Integer group) {
      probe.effect("finished " + group);
    }
  }

  @Test
  void goesOnAmongTheItemsInPlaceOfASourceThatFailedInItsMidst() {
    FlowRehearsal.of(probe -> SavedRecoveryTest_BrokenFlow.of(new Broken(probe)).bind(3))
        .gives(
            "7 -7 8 -8 9 -9 ",
            "10 -10 107 -107 108 -108 109 -109 ",
            "20 -20 21 -21 207 -207 208 -208 209 -209 ")
        .pausedEverywhere()
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class Resumed {
    private final Probe probe;

    Resumed(Probe probe) {
      this.probe = probe;
    }

    @Tunnel(buffer = 1)
    @Sequence(resume = "numbersAfter")
    FlowIterator<Integer> numbers(int count) {
      return numbersAfter(count, 0);
    }

    FlowIterator<Integer> numbersAfter(int count, int last) {
      return failing(last + 1, count - last);
    }

    @Recover("numbers")
    FlowIterator<Integer> others(int count, IOException failure) {
      return FlowIterator.of(List.of(8, 5, 8, 5));
    }

    @Function
    int checked(Integer number) throws PauseFlow {
      probe.mayPause();
      return number;
    }
  }

  @Test
  void nothingGoesOnAfterTheLastItemOfARecovery() {
    FlowRehearsal.of(probe -> SavedRecoveryTest_ResumedFlow.of(new Resumed(probe)).bind(3))
        .gives(1, 2, 3, 8, 5, 8, 5)
        .pausedEverywhere()
        .savedEverywhere();
  }

  /** Fails at some number, or not at all, unlike the definition whose run it goes on with. */
  @FlowDefinition(durable = true)
  static class Changing {
    private final int failsAt;
    private final int waitsFor;

    Changing(int failsAt, int waitsFor) {
      this.failsAt = failsAt;
      this.waitsFor = waitsFor;
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    FlowIterator<Integer> numbers(int count) {
      return failsAt < count ? failing(0, failsAt) : FlowIterator.of(IntStream.range(0, count));
    }

    @Recover("numbers")
    List<Integer> others(int count, IOException failure) {
      return List.of(7, 8, 9, 10);
    }

    @Function
    Integer passed(Integer number) throws PauseFlow {
      if (number == waitsFor) {
        throw PauseFlow.now();
      }
      return number;
    }
  }

  private static DurableFlow<Integer, Integer> changing(int failsAt, int waitsFor) {
    return SavedRecoveryTest_ChangingFlow.of(new Changing(failsAt, waitsFor));
  }

  private static byte[] savedWaiting(DurableFlow<Integer, Integer> flow, List<Integer> numbers)
      throws Exception {
    SavedRun run = flow.stepwise(9, numbers::add);
    while (run.pause() == null) {
      boolean unused = run.step();
    }
    return run.save();
  }

  @Test
  void aSourceThatFailsBeforeItsPlaceIsRecoveredFromItsBeginning() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    byte[] saved = savedWaiting(changing(9, 3), numbers);
    goOn(changing(1, 99).restore(saved, numbers::add), numbers);
    assertThat(numbers).containsExactly(0, 1, 2, 3, 7, 8, 9, 10);
  }

  @Test
  void aSourceThatFailsElsewhereIsRecoveredAsItWas() throws Exception {
    for (int failsAt = 0; failsAt < 9; failsAt++) {
      List<Integer> numbers = new ArrayList<>();
      byte[] saved = savedWaiting(changing(1, 9), numbers);
      goOn(changing(failsAt, 99).restore(saved, numbers::add), numbers);
      assertThat(numbers).as("failed after %d", failsAt).containsExactly(0, 7, 8, 9, 10);
    }
  }

  @Test
  void aSourceThatDoesNotFailAgainEndsTheRun() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    byte[] saved = savedWaiting(changing(1, 9), numbers);
    SavedRun run = changing(99, 99).restore(saved, numbers::add);
    assertThatThrownBy(() -> goOn(run, numbers))
        .isInstanceOf(SavedRunException.class)
        .hasMessage(
            "The run was saved among the items of a @Recover of 'numbers', which did not fail again when it was called to go on");
    assertThat(numbers).containsExactly(0, 7, 8);
  }
}
