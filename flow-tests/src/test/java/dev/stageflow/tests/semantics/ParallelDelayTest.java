package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pause of some length is over in its time, whatever else the run does meanwhile. */
@Timeout(30)
class ParallelDelayTest {

  /** A number waits as many milliseconds, once; two at a time. To find one takes some time, too. */
  static class Waits {
    private final TestLoop loop;
    private final Duration search;
    private final Set<Integer> begun = new HashSet<>();

    Waits(TestLoop loop, Duration search) {
      this.loop = loop;
      this.search = search;
    }

    @Sequence
    List<Integer> numbers(List<Integer> all) {
      return all;
    }

    @Filter
    boolean search(Integer number) {
      loop.advance(search);
      return number > 0;
    }

    @Parallel(2)
    @Subflow
    Flow<Integer, String> waits(Integer number) {
      return Flow.<Integer>begin().function(this::late).build();
    }

    private String late(Integer number) throws PauseFlow {
      if (begun.add(number)) {
        throw PauseFlow.after(Duration.ofMillis(number));
      }
      return number + " at " + loop.elapsed().toMillis();
    }
  }

  private final TestLoop loop = new TestLoop();
  private final List<String> outputs = new ArrayList<>();

  private FlowRun start(Duration search, Integer... numbers) {
    return ParallelDelayTest_WaitsFlow.of(new Waits(loop, search))
        .on(loop)
        .timeSlice(Duration.ofNanos(1))
        .start(List.of(numbers), outputs::add);
  }

  @Test
  void itDoesNotBeginAnewWhenItIsTheLastOne() throws Exception {
    loop.await(start(Duration.ZERO, 1000, 900).completion());
    assertThat(outputs).containsExactly("1000 at 1000", "900 at 900");
  }

  @Test
  void itDoesNotBeginAnewWhenTheRunIsDrained() throws Exception {
    FlowRun run = start(Duration.ZERO, 1000, 1000, 2000);
    loop.runAll();
    loop.advance(Duration.ofMillis(300));
    run.drain();
    loop.await(run.completion());
    assertThat(outputs).containsExactly("1000 at 1000", "1000 at 0");
  }

  @Test
  void itIsOverWhileOtherItemsAreSearched() throws Exception {
    // Twelve searches of 10 ms each. The first number waits from 10 ms on.
    loop.await(start(Duration.ofMillis(10), 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60).completion());
    assertThat(outputs).containsExactly("50 at 60", "60 at 180");
  }
}
