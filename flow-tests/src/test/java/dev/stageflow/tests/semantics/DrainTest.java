package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is drained takes nothing more from its sources, and ends whole. */
@Timeout(60)
class DrainTest {
  private final TestLoop loop = new TestLoop();
  private final List<Object> outputs = new ArrayList<>();

  private <I> FlowRun start(Flow<I, ?> flow, I input) {
    return flow.on(loop).waitInterval(Duration.ZERO).start(input, outputs::add);
  }

  private void mustComplete(FlowRun run, Object... expected) throws Exception {
    loop.await(run.completion());
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactly(expected);
  }

  /** A queue that gives what is in it, and then waits. */
  private static <T> FlowIterator<T> waiting(Journal journal, String name, Queue<T> queue) {
    Runnable close = journal.closing(name);
    return new FlowIterator<>() {
      @Override
      public @Nullable T next() throws PauseFlow {
        T next = queue.poll();
        if (next == null) {
          throw PauseFlow.until(new CompletableFuture<>());
        }
        return next;
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  /** Nested sequences with all that closes after them; some of the calls wait. */
  record Nested(Journal journal, CompletableFuture<?> gate) {
    Nested(Journal journal) {
      this(journal, new CompletableFuture<>());
    }

    @Sequence(onFinish = "outerDone")
    Iterable<Integer> outer(int n) {
      return journal.source("outer", 10, 20, 30);
    }

    @Context(onFlush = "flush", onClose = "closed")
    @Sequence(onFinish = "innerDone")
    Iterable<Integer> inner(int item) {
      return journal.source("inner" + item, item + 1, item + 2, item + 3);
    }

    @Function
    int checked(int number) throws PauseFlow {
      if (number == 22 && !gate.isDone()) {
        throw PauseFlow.until(gate);
      }
      journal.note("checked", number);
      return number;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }

    @Accumulate(finish = "total")
    List<Integer> sums(List<Integer> sums, int sum) {
      sums.add(sum);
      return sums;
    }

    List<Integer> total(List<Integer> sums) {
      journal.note("total");
      return sums;
    }

    void innerDone() {
      journal.note("innerDone");
    }

    void flush() {
      journal.note("flush");
    }

    void closed() {
      journal.note("closed");
    }

    void outerDone() {
      journal.note("outerDone");
    }
  }

  static Stream<Named<FlowMaker<Nested, Integer, List<Integer>>>> nested() {
    return Flows.of(
        DrainTest_NestedFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::outer)
                .onFinish(d::outerDone)
                .context(d::flush)
                .onClose(d::closed)
                .sequence(d::inner)
                .onFinish(d::innerDone)
                .function(d::checked)
                .accumulate(() -> 0, d::sum)
                .accumulate(() -> (List<Integer>) new ArrayList<Integer>(), d::sums)
                .finish(d::total)
                .build());
  }

  private static final String[] FIRST = {
    "checked(11)", "checked(12)", "checked(13)", "close(inner10)", "innerDone", "flush", "closed",
  };

  private static String[] with(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("nested")
  void theItemInHandGoesOnAndAllIsFlushed(FlowMaker<Nested, Integer, List<Integer>> maker)
      throws Exception {
    Journal journal = Scenario.undisturbed();
    Nested definition = new Nested(journal);
    FlowRun run = start(maker.of(definition), 1);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);

    run.drain();
    loop.runAll();
    assertThat(journal.entries())
        .containsExactly(with(FIRST, "checked(21)", "close(inner20)", "close(outer)"));
    assertThat(run.state()).as("a stage's wait goes on").isEqualTo(State.WAITING);
    run.drain();
    definition.gate().complete(null);
    mustComplete(run, List.of(36, 43));
    run.drain();
    loop.runAll();
    assertThat(journal.entries())
        .containsExactly(
            with(
                FIRST,
                "checked(21)",
                "close(inner20)",
                "close(outer)",
                "checked(22)",
                "innerDone",
                "flush",
                "closed",
                "outerDone",
                "total"));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aPausedRunClosesItsSourcesAndGoesOnWhenItIsResumed(
      FlowMaker<Nested, Integer, List<Integer>> maker) throws Exception {
    Journal journal = Scenario.undisturbed();
    Nested definition = new Nested(journal);
    FlowRun run = start(maker.of(definition), 1);
    loop.runAll();
    run.pause();
    run.drain();
    definition.gate().complete(null);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.PAUSED);
    assertThat(journal.entries())
        .containsExactly(with(FIRST, "checked(21)", "close(inner20)", "close(outer)"));
    run.resume();
    mustComplete(run, List.of(36, 43));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aRunThatHasNotBegunReadsNothing(FlowMaker<Nested, Integer, List<Integer>> maker)
      throws Exception {
    Journal journal = Scenario.undisturbed();
    FlowRun run = start(maker.of(new Nested(journal)), 1);
    run.drain();
    mustComplete(run);
    assertThat(journal.entries()).containsExactly("close(outer)", "outerDone");
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aDrainedRunCanBeCancelled(FlowMaker<Nested, Integer, List<Integer>> maker) {
    Journal journal = Scenario.undisturbed();
    FlowRun run = start(maker.of(new Nested(journal)), 1);
    loop.runAll();
    run.drain();
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
    assertThat(journal.entries())
        .containsExactly(with(FIRST, "checked(21)", "close(inner20)", "close(outer)"));
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aRunOnTheCallingThreadIsDrainedToo(FlowMaker<Nested, Integer, List<Integer>> maker)
      throws Exception {
    Nested definition = new Nested(Scenario.undisturbed());
    definition.gate().complete(null);
    List<FlowRun> runs = new ArrayList<>();
    FlowOptions options =
        FlowOptions.defaults()
            .listener(
                new FlowListener() {
                  @Override
                  public void onStart(FlowRun run) {
                    runs.add(run);
                    run.drain();
                  }
                });
    assertThat(maker.of(definition).using(options).collect(1)).isEmpty();
    assertThat(runs.get(0).state()).isEqualTo(State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("nested")
  void aPublisherThatIsDrainedCompletes(FlowMaker<Nested, Integer, List<Integer>> maker)
      throws Exception {
    Nested definition = new Nested(Scenario.undisturbed());
    List<FlowRun> runs = new ArrayList<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    maker
        .of(definition)
        .on(loop)
        .listener(
            new FlowListener() {
              @Override
              public void onStart(FlowRun run) {
                runs.add(run);
              }
            })
        .publisher(1)
        .subscribe(
            new Subscriber<List<Integer>>() {
              @Override
              public void onSubscribe(Subscription subscription) {
                subscription.request(2);
              }

              @Override
              public void onNext(List<Integer> output) {
                outputs.add(output);
              }

              @Override
              public void onError(Throwable failure) {
                ended.completeExceptionally(failure);
              }

              @Override
              public void onComplete() {
                ended.complete(null);
              }
            });
    loop.runAll();
    runs.get(0).drain();
    definition.gate().complete(null);
    loop.await(ended);
    assertThat(outputs).containsExactly(List.of(36, 43));
  }

  /** Waits for its next item for ever. */
  record Waiting(Journal journal, Queue<Integer> queue) {
    @Sequence(onFinish = "done")
    FlowIterator<Integer> numbers(int n) {
      return waiting(journal, "numbers", queue);
    }

    @Subflow
    Flow<Integer, Integer> twice(int number) {
      return Flow.<Integer>begin().sequence(n -> journal.source("twice", n, n)).build();
    }

    @Accumulate(flushAfterMillis = 60_000)
    List<Integer> batch(List<Integer> batch, int number) {
      batch.add(number);
      return batch;
    }

    @Function
    int sum(List<Integer> batch) {
      return batch.stream().mapToInt(n -> n).sum();
    }

    void done() {
      journal.note("done");
    }
  }

  static Stream<Named<FlowMaker<Waiting, Integer, Integer>>> waiting() {
    return Flows.of(
        DrainTest_WaitingFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequenceFrom(d::numbers)
                .onFinish(d::done)
                .subflow(d::twice)
                .accumulate(() -> (List<Integer>) new ArrayList<Integer>(), d::batch)
                .flushAfter(Duration.ofMinutes(1))
                .function(d::sum)
                .build());
  }

  @ParameterizedTest
  @MethodSource("waiting")
  void aSourceIsNoLongerWaitedFor(FlowMaker<Waiting, Integer, Integer> maker) throws Exception {
    Journal journal = Scenario.undisturbed();
    Queue<Integer> queue = new ArrayDeque<>(List.of(1, 2));
    FlowRun run = start(maker.of(new Waiting(journal, queue)), 1);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);
    run.drain();
    queue.add(3);
    mustComplete(run, 6);
    assertThat(journal.entries())
        .containsExactly("close(twice)", "close(twice)", "close(numbers)", "done");
    assertThat(queue).containsExactly(3);
  }

  /** Reads in a tunnel what a queue gives, which blocks while there is nothing. */
  record Tunnelled(
      BlockingQueue<Integer> queue,
      CompletableFuture<Void> reading,
      CompletableFuture<Void> closed) {
    Tunnelled(Integer... items) {
      this(
          new LinkedBlockingQueue<>(List.of(items)),
          new CompletableFuture<>(),
          new CompletableFuture<>());
    }

    @Tunnel(buffer = 4)
    @Sequence
    FlowIterator<Integer> numbers(int n) {
      return new FlowIterator<>() {
        @Override
        public Integer next() throws InterruptedException {
          reading.complete(null);
          return queue.take();
        }

        @Override
        public void close() {
          closed.complete(null);
        }
      };
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }
  }

  static Stream<Named<FlowMaker<Tunnelled, Integer, Integer>>> tunnelled() {
    return Flows.of(
        DrainTest_TunnelledFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequenceFrom(d::numbers)
                .tunnel(4)
                .accumulate(() -> 0, d::sum)
                .build());
  }

  @ParameterizedTest
  @MethodSource("tunnelled")
  void aTunnelIsClosedWhileItWaitsForAnItem(FlowMaker<Tunnelled, Integer, Integer> maker)
      throws Exception {
    Tunnelled definition = new Tunnelled(1, 2);
    FlowRun run = start(Flow.<Integer>begin().subflow(n -> maker.of(definition)).build(), 1);
    while (run.progress().levels().stream().allMatch(level -> level.items() < 2)) {
      loop.runAll();
    }
    run.drain();
    mustComplete(run, 3);
    assertThat(definition.closed()).isCompleted();
  }

  @ParameterizedTest
  @MethodSource("tunnelled")
  void aTunnelIsClosedBeforeItsFirstItem(FlowMaker<Tunnelled, Integer, Integer> maker)
      throws Exception {
    Tunnelled definition = new Tunnelled();
    FlowRun run = start(maker.of(definition), 1);
    loop.await(definition.reading());
    assertThat(run.state()).isEqualTo(State.WAITING);
    run.drain();
    mustComplete(run);
    assertThat(definition.closed()).isCompleted();
  }

  /** Calls that are answered when the test says so. */
  record Calls(Journal journal, Queue<Integer> queue, List<CompletableFuture<Integer>> answers) {
    Calls(Journal journal, Queue<Integer> queue) {
      this(journal, queue, new ArrayList<>());
    }

    @Sequence(onFinish = "done")
    FlowIterator<Integer> numbers(int n) {
      return waiting(journal, "numbers", queue);
    }

    @Parallel(3)
    @Function
    CompletionStage<Integer> ask(int number) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }

    void done() {
      journal.note("done");
    }
  }

  static Stream<Named<FlowMaker<Calls, Integer, Integer>>> calls() {
    return Flows.of(
        DrainTest_CallsFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequenceFrom(d::numbers)
                .onFinish(d::done)
                .functionAsync(d::ask)
                .parallel(3)
                .accumulate(() -> 0, d::sum)
                .build());
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whatIsInFlightIsFinished(FlowMaker<Calls, Integer, Integer> maker) throws Exception {
    for (List<Integer> items : List.of(List.of(1, 2), List.of(1, 2, 3, 4))) {
      outputs.clear();
      Journal journal = Scenario.undisturbed();
      Calls definition = new Calls(journal, new ArrayDeque<>(items));
      FlowRun run = start(maker.of(definition), 1);
      loop.runAll();
      run.drain();
      loop.runAll();
      assertThat(journal.entries()).containsExactly("close(numbers)");
      while (run.state() == State.WAITING) {
        List<CompletableFuture<Integer>> answers = List.copyOf(definition.answers());
        answers.forEach(answer -> answer.complete(10));
        loop.runAll();
      }
      mustComplete(run, Math.min(items.size(), 3) * 10);
      assertThat(journal.entries()).containsExactly("close(numbers)", "done");
    }
  }

  /** Merges sources that never end. */
  record Merged(Journal journal) {
    @Sequence
    List<String> names(int n) {
      return List.of("a", "b", "c");
    }

    @Parallel(value = 2, ordered = false)
    @Subflow
    Flow<String, String> source(String name) {
      return Flow.<String>begin()
          .sequenceFrom(n -> waiting(journal, n, new ArrayDeque<>(List.of(n + 1, n + 2))))
          .build();
    }

    @Filter
    boolean all(String item) {
      return true;
    }
  }

  static Stream<Named<FlowMaker<Merged, Integer, String>>> merged() {
    return Flows.of(
        DrainTest_MergedFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::names)
                .subflow(d::source)
                .parallel(2)
                .unordered()
                .filter(d::all)
                .build());
  }

  @ParameterizedTest
  @MethodSource("merged")
  void mergedSourcesAreClosed(FlowMaker<Merged, Integer, String> maker) throws Exception {
    Journal journal = Scenario.undisturbed();
    FlowRun run = start(maker.of(new Merged(journal)), 1);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);
    run.drain();
    loop.await(run.completion());
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(outputs).containsExactlyInAnyOrder("a1", "a2", "b1", "b2");
    assertThat(journal.entries()).containsExactly("close(b)", "close(a)");
  }

  /** A call that goes on beside its item. */
  record Forked(Journal journal, CompletableFuture<Integer> answer) {
    @Sequence
    Iterable<Integer> numbers(int n) {
      return journal.source("numbers", 1, 2, 3);
    }

    @Fork
    @Function
    CompletionStage<Integer> asked(int number) {
      return answer;
    }

    @Function
    int added(int number, @Upstream("asked") int asked) {
      return number + asked;
    }
  }

  static Stream<Named<FlowMaker<Forked, Integer, Integer>>> forked() {
    FlowKey<Integer> asked = FlowKey.of("asked", Integer.class);
    return Flows.of(
        DrainTest_ForkedFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .forkAsync(d::asked)
                .named(asked)
                .function(asked, d::added)
                .build());
  }

  @ParameterizedTest
  @MethodSource("forked")
  void aForkIsAwaited(FlowMaker<Forked, Integer, Integer> maker) throws Exception {
    Journal journal = Scenario.undisturbed();
    Forked definition = new Forked(journal, new CompletableFuture<>());
    FlowRun run = start(maker.of(definition), 1);
    loop.runAll();
    run.drain();
    loop.runAll();
    assertThat(journal.entries()).containsExactly("close(numbers)");
    assertThat(run.state()).isEqualTo(State.WAITING);
    definition.answer().complete(10);
    mustComplete(run, 11);
  }

  /** Cannot be closed. */
  record Unclosable(Journal journal, CompletableFuture<?> gate) {
    @Sequence
    Iterable<Integer> numbers(int n) {
      return journal.source("numbers", 1, 2).failingToClose(new IOException("stuck"));
    }

    @Function
    int waits(int number) throws PauseFlow {
      throw PauseFlow.until(gate);
    }
  }

  static Stream<Named<FlowMaker<Unclosable, Integer, Integer>>> unclosable() {
    return Flows.of(
        DrainTest_UnclosableFlow::of,
        d -> Flow.<Integer>begin().sequence(d::numbers).function(d::waits).build());
  }

  @ParameterizedTest
  @MethodSource("unclosable")
  void aSourceThatCannotBeClosedFailsTheRun(FlowMaker<Unclosable, Integer, Integer> maker) {
    FlowRun run =
        start(maker.of(new Unclosable(Scenario.undisturbed(), new CompletableFuture<>())), 1);
    loop.runAll();
    run.drain();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(IOException.class)
        .hasMessage("stuck");
    assertThat(run.state()).isEqualTo(State.FAILED);
  }
}
