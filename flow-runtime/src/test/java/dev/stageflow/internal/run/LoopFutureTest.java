package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopFutureTest {

  private static final Flow<Integer, Integer> UP_TO =
      Flow.<Integer>begin().sequence(n -> IntStream.rangeClosed(1, n).boxed().toList()).build();

  private final List<String> log = new ArrayList<>();
  private final ManualLoop loop = new ManualLoop();

  private static Throwable failureOf(CompletionStage<?> stage) {
    List<Throwable> failures = new ArrayList<>();
    stage.whenComplete((result, failure) -> failures.add(failure));
    assertThat(failures).hasSize(1);
    return failures.get(0);
  }

  @Test
  void collectGathersInOrder() {
    CompletableFuture<List<Integer>> list = UP_TO.on(loop).collect(3);
    CompletableFuture<Integer> sum = UP_TO.on(loop).collect(3, Collectors.summingInt(n -> n));
    CompletableFuture<List<Integer>> bound = UP_TO.bind(2).on(loop).collect();
    assertThat(list).isNotDone();
    loop.runAll();
    assertThat(list).isCompletedWithValue(List.of(1, 2, 3));
    assertThat(sum).isCompletedWithValue(6);
    assertThat(bound).isCompletedWithValue(List.of(1, 2));
  }

  @Test
  void theCollectorIsUsedOnTheExecutorAlone() {
    Collector<Integer, List<String>, String> collector =
        Collector.of(
            () -> {
              log.add("supply");
              return log;
            },
            (container, item) -> container.add("add " + item),
            (one, other) -> one,
            container -> {
              container.add("finish");
              return "done";
            });
    CompletableFuture<String> result = UP_TO.on(loop).collect(2, collector);
    assertThat(log).isEmpty();
    loop.runAll();
    assertThat(log).containsExactly("supply", "add 1", "add 2", "finish");
    assertThat(result).isCompletedWithValue("done");
  }

  @Test
  void aCollectorThatFailsFailsTheFuture() {
    IllegalStateException failure = new IllegalStateException();
    Collector<Integer, List<Integer>, String> collector =
        Collector.of(
            ArrayList::new,
            List::add,
            (one, other) -> one,
            container -> {
              throw failure;
            });
    CompletableFuture<String> result = UP_TO.on(loop).collect(2, collector);
    loop.runAll();
    assertThat(failureOf(result)).isSameAs(failure);
  }

  @Test
  void singleGivesTheOneOutput() {
    CompletableFuture<Integer> one = UP_TO.on(loop).single(1);
    CompletableFuture<Integer> none = UP_TO.on(loop).single(0);
    CompletableFuture<Integer> two = UP_TO.on(loop).single(2);
    loop.runAll();
    assertThat(one).isCompletedWithValue(1);
    assertThat(failureOf(none)).isInstanceOf(NoSuchElementException.class);
    assertThat(failureOf(two)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailureComesAsItself() {
    IOException failure = new IOException();
    Flow<Integer, Integer> failing =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw failure;
                })
            .build();
    CompletableFuture<List<Integer>> result = failing.on(loop).collect(1);
    loop.runAll();
    assertThat(failureOf(result)).isSameAs(failure);
  }

  @Test
  void cancellingTheFutureCancelsTheRun() {
    CompletableFuture<List<Integer>> result = waiting().on(loop).collect(1);
    loop.runAll();
    assertThat(log).isEmpty();
    result.cancel(false);
    loop.runAll();
    assertThat(log).containsExactly("close numbers");
  }

  @Test
  void aFutureThatIsCompletedFromOutsideCancelsTheRunToo() {
    CompletableFuture<List<Integer>> result = waiting().on(loop).collect(1);
    loop.runAll();
    result.complete(List.of());
    loop.runAll();
    assertThat(log).containsExactly("close numbers");
    assertThat(result).isCompletedWithValue(List.of());
  }

  private Flow<Integer, Integer> waiting() {
    return Flow.<Integer>begin()
        .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2), log))
        .<Integer>function(
            n -> {
              throw PauseFlow.until(new CompletableFuture<>());
            })
        .build();
  }
}
