package dev.stageflow.tests.semantics;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowFuture;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run on an executor can be stopped, resumed and cancelled by whoever has started it. */
class RunControlTest {

  /** Waits at its second number for what never comes. */
  record Stuck(Journal journal) {
    @Context(onFlush = "unreached", onClose = "unreached")
    @Sequence(onFinish = "unreached")
    JournaledSource<Integer> numbers(int first) {
      journal.note("numbers", first);
      return journal.source("numbers", first, first + 1);
    }

    @Sequence
    JournaledSource<Integer> copies(int number) {
      journal.note("copies", number);
      return journal.source("copies", number).failingToClose(new IOException("stuck"));
    }

    @Function
    int pass(int number) throws PauseFlow {
      journal.note("pass", number);
      throw PauseFlow.until(new CompletableFuture<>());
    }

    void unreached() {
      journal.note("unreached");
    }
  }

  static Stream<Named<FlowMaker<Stuck, Integer, Integer>>> flows() {
    return Flows.of(
        RunControlTest_StuckFlow::of,
        d ->
            Flow.<Integer>begin()
                .context(d::unreached)
                .onClose(d::unreached)
                .sequence(d::numbers)
                .onFinish(d::unreached)
                .sequence(d::copies)
                .function(d::pass)
                .build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatIsCancelledWhileItWaitsClosesWhatIsOpenAndThenTells(
      FlowMaker<Stuck, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(new Stuck(journal)).on(loop).start(1);
    run.completion().whenComplete((nothing, thrown) -> journal.note("told"));
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);

    run.cancel();
    assertThat(run.state().isEnd()).isFalse();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(journal.entries())
        .containsExactly(
            "numbers(1)", "copies(1)", "pass(1)", "close(copies)", "close(numbers)", "told");
    assertThat(run.completion().handle((nothing, thrown) -> thrown).toCompletableFuture().join())
        .isInstanceOf(CancellationException.class)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()[0]).isInstanceOf(IOException.class));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void cancellingAFutureCancelsItsRun(FlowMaker<Stuck, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs = maker.of(new Stuck(journal)).on(loop).collect(1);
    loop.runAll();
    outputs.cancel(false);
    List<Throwable> uncaught = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    try {
      loop.runAll();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    assertThat(journal.entries())
        .containsExactly("numbers(1)", "copies(1)", "pass(1)", "close(copies)", "close(numbers)");
    // The future has ended before: it could not tell what failed while the run was closed.
    assertThat(uncaught).singleElement().isInstanceOf(CancellationException.class);
    assertThat(uncaught.get(0).getSuppressed()).hasOnlyElementsOfType(IOException.class);
  }

  /** Waits for what never comes. */
  static class Endless {
    @Function
    CompletionStage<Integer> answer(int number) {
      return new CompletableFuture<>();
    }
  }

  /** All ways to complete a future in another way than its run does. */
  static Stream<Named<Consumer<CompletableFuture<List<Integer>>>>> completions() {
    return Stream.of(
        named("complete", future -> future.complete(List.of())),
        named("completeExceptionally", future -> future.completeExceptionally(new IOException())),
        named("cancel", future -> future.cancel(true)),
        named("completeAsync", future -> future.completeAsync(List::of, Runnable::run)),
        named("obtrudeValue", future -> future.obtrudeValue(List.of())),
        named("obtrudeException", future -> future.obtrudeException(new IOException())),
        named("orTimeout", future -> await(future.orTimeout(1, NANOSECONDS))),
        named(
            "completeOnTimeout",
            future -> await(future.completeOnTimeout(List.of(), 1, NANOSECONDS))));
  }

  private static Named<Consumer<CompletableFuture<List<Integer>>>> named(
      String name, Consumer<CompletableFuture<List<Integer>>> completion) {
    return Named.of(name, completion);
  }

  private static void await(CompletableFuture<List<Integer>> future) {
    future.exceptionally(timeout -> List.of()).join();
  }

  @ParameterizedTest
  @MethodSource("completions")
  void aFutureThatSomebodyElseCompletesCancelsItsRun(
      Consumer<CompletableFuture<List<Integer>>> completion) throws Exception {
    TestLoop loop = new TestLoop();
    FlowFuture<List<Integer>> outputs =
        RunControlTest_EndlessFlow.of(new Endless()).on(loop).collect(1);
    loop.runAll();
    assertThat(outputs.run().state()).isEqualTo(FlowRun.State.WAITING);

    completion.accept(outputs);
    assertThat(outputs).isDone();
    Throwable cause = loop.await(outputs.run().completion().handle((nothing, thrown) -> thrown));
    assertThat(cause).isInstanceOf(CancellationException.class);
    assertThat(outputs.run().state()).isEqualTo(FlowRun.State.CANCELLED);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatIsCancelledBeforeItsFirstSliceCallsNothing(
      FlowMaker<Stuck, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(new Stuck(journal)).on(loop).start(1);
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(journal.entries()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aPausedRunGivesTheLoopBackUntilItIsResumedOrCancelled(
      FlowMaker<Stuck, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(new Stuck(journal)).on(loop).start(1);
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    run.pause();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.PAUSED);
    assertThat(journal.entries()).isEmpty();

    run.resume();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    run.pause();
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(completion).isCompletedExceptionally();
  }
}
