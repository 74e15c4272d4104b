package dev.stageflow.tests.durable;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.testing.TestLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run waits for one of its items, while it is saved, its batches go on after their time, and they
 * wait too, each in all orders of time.
 */
@org.junit.jupiter.api.Timeout(60)
class WhateverComesFirstTest {

  /** What the second item waits for. */
  enum Way {
    /** A pause of some length. */
    DELAY,
    /** A pause until something completes. */
    CONDITION,
    /** What the stage has returned. */
    ANSWER,
    /** The next try. */
    RETRY,
    /** What never comes. */
    TIMEOUT
  }

  /** Looks something up for each number, which takes its time for the second one. */
  static final class Lookup {
    private static final long LATE = 2_000;

    private final TestLoop loop;
    private final Way way;
    private final long millis;
    private final long writing;

    /** When it was asked for the second number. */
    final List<Long> calls = new ArrayList<>();

    Lookup(TestLoop loop, Way way, long millis, long writing) {
      this.loop = loop;
      this.way = way;
      this.millis = millis;
      this.writing = writing;
    }

    private CompletableFuture<Integer> after(long time, int number) {
      if (time == 0) {
        return CompletableFuture.completedFuture(number);
      }
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      var unused = loop.schedule(() -> answer.complete(number), time, TimeUnit.MILLISECONDS);
      return answer;
    }

    CompletableFuture<Integer> look(int number) throws PauseFlow, IOException {
      if (number != 2) {
        return after(0, number);
      }
      calls.add(loop.elapsed().toMillis());
      boolean isFirst = calls.size() == 1;
      switch (way) {
        case DELAY -> {
          if (isFirst) {
            throw PauseFlow.after(Duration.ofMillis(millis));
          }
        }
        case CONDITION -> {
          if (isFirst) {
            throw PauseFlow.until(after(millis, number));
          }
        }
        case ANSWER -> {
          return after(millis, number);
        }
        case RETRY -> {
          if (isFirst) {
            throw new IOException("busy");
          }
        }
        case TIMEOUT -> {
          return new CompletableFuture<>();
        }
      }
      return after(0, number);
    }

    Duration delay(IOException failure) {
      return Duration.ofMillis(millis);
    }

    CompletableFuture<Integer> write(int batch) {
      return after(writing, batch);
    }

    /** Returns when the stage may be called for the second time. */
    long secondCall() {
      boolean again = way == Way.DELAY || way == Way.CONDITION || way == Way.RETRY;
      return again ? millis : Long.MAX_VALUE;
    }
  }

  /** What all of them end with: batches by time, each of which takes its time to be written. */
  @FlowDefinition(generate = false)
  interface Batching {
    Lookup lookup();

    @Accumulate(flushAfterMillis = 500)
    default int batch(int batch, int number) {
      return batch * 10 + number;
    }

    @Function
    default CompletableFuture<Integer> write(int batch) {
      return lookup().write(batch);
    }
  }

  /** A stage waits. */
  @FlowDefinition(
      durable = true,
      stages = {"numbers", "look", "batch", "write"})
  record InStage(Lookup lookup) implements Batching {
    @Sequence
    List<Integer> numbers(int first) {
      return List.of(first, 2, 3);
    }

    @Timeout(millis = Lookup.LATE)
    @Retry(times = 1, on = IOException.class, delay = "delay")
    @Function
    CompletableFuture<Integer> look(int number) throws PauseFlow, IOException {
      return lookup.look(number);
    }

    Duration delay(IOException failure) {
      return lookup.delay(failure);
    }

    @Recover("look")
    int late(int number, TimeoutException failure) {
      return number;
    }
  }

  /** A sequence waits for its second element. */
  @FlowDefinition(
      durable = true,
      stages = {"numbers", "batch", "write"})
  record InSource(Lookup lookup) implements Batching {
    @SuppressWarnings("Flow/NotResumable")
    @Timeout(millis = Lookup.LATE)
    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return new FlowIterator<>() {
        private CompletableFuture<Integer> answer;
        private int last;

        @Override
        public Integer next() throws Exception {
          if (lookup.way == Way.RETRY) {
            // A sequence is not tried again once an item has gone on.
            return last == 3 ? null : ++last;
          }
          if (answer == null) {
            answer = lookup.look(last + 1);
          }
          if (!answer.isDone()) {
            throw PauseFlow.until(answer);
          }
          answer = null;
          return last == 3 ? null : ++last;
        }
      };
    }

    @Recover("numbers")
    List<Integer> late(int first, TimeoutException failure) {
      return List.of(2, 3);
    }
  }

  @FlowDefinition(durable = true)
  record Looking(Lookup lookup) {
    @Retry(times = 1, on = IOException.class, delay = "delay")
    @Function
    CompletableFuture<Integer> look(int number) throws PauseFlow, IOException {
      return lookup.look(number);
    }

    Duration delay(IOException failure) {
      return lookup.delay(failure);
    }
  }

  @FlowDefinition(durable = true)
  static class Same {
    @Function
    int same(int number) {
      return number;
    }
  }

  /** A stage of a subflow waits. */
  @FlowDefinition(
      durable = true,
      stages = {"numbers", "look", "batch", "write"})
  record InSubflow(Lookup lookup) implements Batching {
    @Sequence
    List<Integer> numbers(int first) {
      return List.of(first, 2, 3);
    }

    @Timeout(millis = Lookup.LATE)
    @Subflow
    DurableFlow<Integer, Integer> look(int number) {
      return WhateverComesFirstTest_LookingFlow.of(new Looking(lookup));
    }

    @Recover("look")
    DurableFlow<Integer, Integer> late(int number, TimeoutException failure) {
      return WhateverComesFirstTest_SameFlow.create();
    }
  }

  /** One of the items in a parallel stage waits, each group of which has its own batches. */
  @FlowDefinition(
      durable = true,
      stages = {"numbers", "keep", "look", "batch", "write"})
  record InGroup(Lookup lookup) implements Batching {
    @Sequence
    List<Integer> numbers(int first) {
      return List.of(first, 2, 3);
    }

    @Context(by = "isThird")
    @Function
    int keep(int number) {
      return number;
    }

    boolean isThird(int number) {
      return number == 3;
    }

    @Timeout(millis = Lookup.LATE)
    @Retry(times = 1, on = IOException.class, delay = "delay")
    @Parallel(2)
    @Function
    CompletableFuture<Integer> look(int number) throws PauseFlow, IOException {
      return lookup.look(number);
    }

    Duration delay(IOException failure) {
      return lookup.delay(failure);
    }

    @Recover("look")
    int late(int number, TimeoutException failure) {
      return number;
    }
  }

  /** One of the flows in a parallel stage waits. */
  @FlowDefinition(
      durable = true,
      stages = {"numbers", "look", "batch", "write"})
  record InParallelFlow(Lookup lookup) implements Batching {
    @Sequence
    List<Integer> numbers(int first) {
      return List.of(first, 2, 3);
    }

    @Timeout(millis = Lookup.LATE)
    @Parallel(2)
    @Subflow
    DurableFlow<Integer, Integer> look(int number) {
      return WhateverComesFirstTest_LookingFlow.of(new Looking(lookup));
    }

    @Recover("look")
    DurableFlow<Integer, Integer> late(int number, TimeoutException failure) {
      return WhateverComesFirstTest_SameFlow.create();
    }
  }

  private final Workers workers = new Workers();

  record Case(Way way, long waiting, long writing, long saving) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Way way : Way.values()) {
      for (long waiting : way == Way.TIMEOUT ? new long[] {0} : new long[] {500, 1_900}) {
        for (long writing : new long[] {0, 300, 1_600}) {
          for (long saving : new long[] {400, 500}) {
            cases.add(new Case(way, waiting, writing, saving));
          }
        }
      }
    }
    return cases;
  }

  static Stream<Named<java.util.function.Function<Lookup, DurableFlow<Integer, Integer>>>>
      places() {
    return Stream.of(
        Named.of("stage", it -> WhateverComesFirstTest_InStageFlow.of(new InStage(it))),
        Named.of("source", it -> WhateverComesFirstTest_InSourceFlow.of(new InSource(it))),
        Named.of("group", it -> WhateverComesFirstTest_InGroupFlow.of(new InGroup(it))),
        Named.of("subflow", it -> WhateverComesFirstTest_InSubflowFlow.of(new InSubflow(it))),
        Named.of(
            "parallel flow",
            it -> WhateverComesFirstTest_InParallelFlowFlow.of(new InParallelFlow(it))));
  }

  private static String digits(List<Integer> batches) {
    StringBuilder digits = new StringBuilder();
    batches.forEach(digits::append);
    return digits.toString();
  }

  private void runUntil(TestLoop loop, FlowRun run, long time) {
    workers.runUntilIdle(loop);
    while (!run.state().isEnd() && loop.elapsed().toMillis() < time) {
      loop.advance(Duration.ofMillis(50));
      workers.runUntilIdle(loop);
    }
  }

  private FlowRun start(
      DurableFlow<Integer, Integer> flow, RecordingStore store, TestLoop loop, Case it) {
    return flow.using(FlowOptions.defaults().tunnelOn(workers))
        .durable(store, "run")
        .saveEvery(Duration.ofMillis(it.saving))
        .on(loop)
        .start(1, (batch, written) -> written.add(batch));
  }

  @ParameterizedTest
  @MethodSource("places")
  void eachItemGoesOnOnceAndNoStageIsCalledEarly(
      java.util.function.Function<Lookup, DurableFlow<Integer, Integer>> maker) {
    SoftAssertions all = new SoftAssertions();
    for (Case it : cases()) {
      TestLoop loop = new TestLoop();
      RecordingStore store = new RecordingStore();
      Lookup lookup = new Lookup(loop, it.way, it.waiting, it.writing);
      FlowRun run = start(maker.apply(lookup), store, loop, it);
      runUntil(loop, run, 60_000);
      all.assertThat(run.completion()).as("%s", it).isCompleted();
      all.assertThat(digits(store.written())).as("%s", it).isEqualTo("123");
      all.assertThat(lookup.calls).as("%s", it).hasSizeLessThanOrEqualTo(2);
      for (long call :
          lookup.calls.subList(Math.min(1, lookup.calls.size()), lookup.calls.size())) {
        all.assertThat(call).as("%s", it).isGreaterThanOrEqualTo(lookup.secondCall());
      }
    }
    all.assertAll();
  }

  @ParameterizedTest
  @MethodSource("places")
  void eachItemGoesOnOnceInARunThatIsStoppedAndGoesOn(
      java.util.function.Function<Lookup, DurableFlow<Integer, Integer>> maker) {
    SoftAssertions all = new SoftAssertions();
    for (long stop : new long[] {450, 1_000}) {
      for (Case it : cases()) {
        TestLoop loop = new TestLoop();
        RecordingStore store = new RecordingStore();
        Lookup lookup = new Lookup(loop, it.way, it.waiting, it.writing);
        FlowRun first = start(maker.apply(lookup), store, loop, it);
        runUntil(loop, first, stop);
        first.cancel();
        while (!first.state().isEnd()) {
          workers.runUntilIdle(loop);
        }
        FlowRun run = start(maker.apply(lookup), store, loop, it);
        runUntil(loop, run, 60_000);
        all.assertThat(run.completion()).as("%s %s", stop, it).isCompleted();
        all.assertThat(digits(store.written())).as("%s %s", stop, it).isEqualTo("123");
      }
    }
    all.assertAll();
  }
}
