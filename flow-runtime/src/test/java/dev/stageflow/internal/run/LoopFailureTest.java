package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopFailureTest {

  private final List<String> log = new ArrayList<>();
  private final List<Throwable> unclaimed = new ArrayList<>();
  private final ManualLoop loop = new ManualLoop();

  @BeforeEach
  void watchTheThread() {
    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> unclaimed.add(failure));
  }

  @AfterEach
  void leaveTheThread() {
    Thread.currentThread().setUncaughtExceptionHandler(null);
  }

  private Flow<Integer, Integer> failing(Throwable failure) {
    return Flow.<Integer>begin()
        .sequence(n -> new TrackedSource<>("outer", List.of(1, 2), log))
        .sequence(n -> new TrackedSource<>("inner", List.of(1, 2), log))
        .<Integer>function(
            n -> {
              throw Failures.<Exception>same(failure);
            })
        .build();
  }

  private static List<Throwable> failuresOf(FlowRun run) {
    List<Throwable> failures = new ArrayList<>();
    run.completion().whenComplete((nothing, failure) -> failures.add(failure));
    return failures;
  }

  @Test
  void aRunCompletesWithTheVeryExceptionAfterAllIsClosed() {
    for (Throwable thrown : List.of(new IOException(), new StackOverflowError())) {
      log.clear();
      FlowRun run = failing(thrown).on(loop).start(0);
      run.completion().whenComplete((nothing, failure) -> log.add("complete"));
      loop.runAll();
      assertThat(failuresOf(run)).containsExactly(thrown);
      assertThat(log).containsExactly("close inner", "close outer", "complete");
      assertThat(run.state()).isEqualTo(State.FAILED);
    }
    assertThat(unclaimed).isEmpty();
  }

  @Test
  void aFailureThatNobodyAskedForGoesToTheThreadsHandler() {
    IOException failure = new IOException();
    FlowRun run = failing(failure).on(loop).start(0);
    loop.runAll();
    assertThat(unclaimed).containsExactly(failure);
    assertThat(failuresOf(run)).containsExactly(failure);
  }

  @Test
  void aCancelledRunIsNoFailureUnlessClosingFails() {
    Flow<Integer, Integer> quiet = pausedIn(new TrackedSource<>("numbers", List.of(1), log));
    FlowRun cancelled = quiet.on(loop).start(0);
    loop.runAll();
    cancelled.cancel();
    loop.runAll();
    assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
    assertThat(unclaimed).isEmpty();

    IllegalStateException failure = new IllegalStateException("closing");
    class FailingClose extends ArrayList<Integer> implements AutoCloseable {
      private static final long serialVersionUID = 1L;

      @Override
      public void close() {
        throw failure;
      }
    }
    List<Integer> items = new FailingClose();
    items.add(1);
    FlowRun loud = pausedIn(items).on(loop).start(0);
    loop.runAll();
    loud.cancel();
    loop.runAll();
    assertThat(loud.state()).isEqualTo(State.CANCELLED);
    assertThat(unclaimed).hasSize(1);
    assertThat(unclaimed.get(0).getSuppressed()).containsExactly(failure);
  }

  private static Flow<Integer, Integer> pausedIn(Iterable<Integer> source) {
    return Flow.<Integer>begin()
        .sequence(n -> source)
        .<Integer>function(
            n -> {
              throw PauseFlow.until(new CompletableFuture<>());
            })
        .build();
  }

  @Test
  void aStageThatCancelsAndThenFailsHasFailed() {
    AtomicReference<FlowRun> run = new AtomicReference<>();
    IOException failure = new IOException();
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  run.get().cancel();
                  throw failure;
                })
            .build();
    run.set(flow.on(loop).start(0));
    loop.runAll();
    assertThat(run.get().state()).isEqualTo(State.FAILED);
    assertThat(failuresOf(run.get())).containsExactly(failure);
  }

  @Test
  void theFailureOfAConditionIsTheRuns() {
    IOException failure = new IOException();
    CompletableFuture<Integer> origin = new CompletableFuture<>();
    CompletableFuture<Integer> condition = origin.thenApply(n -> n);
    FlowRun run = waiting(condition).on(loop).start(0);
    List<Throwable> failures = failuresOf(run);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);
    origin.completeExceptionally(failure);
    loop.runAll();
    assertThat(failures).containsExactly(failure);
    assertThat(log).containsExactly("close numbers");
  }

  @Test
  void aConditionThatFailsWithAPauseIsAFailureToo() {
    PauseFlow failure = PauseFlow.now();
    FlowRun run = waiting(CompletableFuture.failedFuture(failure)).on(loop).start(0);
    List<Throwable> failures = failuresOf(run);
    loop.runAll();
    assertThat(failures)
        .singleElement()
        .isInstanceOf(IllegalStateException.class)
        .extracting(Throwable::getCause)
        .isSameAs(failure);
  }

  @Test
  void aConditionThatCannotBeWaitedForIsAFailure() {
    UnsupportedOperationException failure = new UnsupportedOperationException();
    CompletableFuture<Integer> condition =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<Integer> whenComplete(
              BiConsumer<? super Integer, ? super Throwable> action) {
            throw failure;
          }
        };
    FlowRun run = waiting(condition).on(loop).start(0);
    List<Throwable> failures = failuresOf(run);
    loop.runAll();
    assertThat(failures).containsExactly(failure);
    assertThat(log).containsExactly("close numbers");
  }

  private Flow<Integer, Integer> waiting(CompletionStage<Integer> condition) {
    return Flow.<Integer>begin()
        .sequence(n -> new TrackedSource<>("numbers", List.of(1), log))
        .<Integer>function(
            n -> {
              throw PauseFlow.until(condition);
            })
        .build();
  }

  @Test
  void anExecutorThatRefusesTheFirstSliceFailsTheRun() {
    RejectedExecutionException rejected = new RejectedExecutionException();
    CompletableFuture<List<Integer>> result =
        failing(new IOException())
            .on(
                task -> {
                  throw rejected;
                })
            .collect(0);
    List<Throwable> failures = new ArrayList<>();
    result.whenComplete((outputs, failure) -> failures.add(failure));
    assertThat(failures).containsExactly(rejected);
  }

  @Test
  void anExecutorThatRefusesALaterSliceFailsTheRunOnTheCallingThread() {
    RejectedExecutionException rejected = new RejectedExecutionException();
    AtomicBoolean closed = new AtomicBoolean();
    Executor closing =
        task -> {
          if (closed.get()) {
            throw rejected;
          }
          loop.execute(task);
        };
    CompletableFuture<Integer> condition = new CompletableFuture<>();
    FlowRun run = waiting(condition).on(closing).start(0);
    List<Throwable> failures = failuresOf(run);
    loop.runAll();
    closed.set(true);
    condition.complete(1);
    assertThat(failures).containsExactly(rejected);
    assertThat(log).containsExactly("close numbers");
    assertThat(run.state()).isEqualTo(State.FAILED);
  }

  @Test
  void aTaskThatAnExecutorKeptThoughItThrewDoesNothing() {
    IllegalStateException broken = new IllegalStateException();
    List<Runnable> kept = new ArrayList<>();
    FlowRun run =
        waiting(new CompletableFuture<>())
            .on(
                task -> {
                  kept.add(task);
                  throw broken;
                })
            .start(0);
    assertThat(failuresOf(run)).containsExactly(broken);
    kept.forEach(Runnable::run);
    assertThat(log).isEmpty();
    assertThat(run.state()).isEqualTo(State.FAILED);
  }
}
