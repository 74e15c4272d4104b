package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowTraceException;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.flow.AbstractSourceFlow;
import dev.stageflow.internal.flow.Definitions;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockingRunTest {

  private static final Flow<Integer, Integer> UP_TO =
      Flow.<Integer>begin().sequence(n -> IntStream.rangeClosed(1, n).boxed().toList()).build();

  private final List<String> log = new ArrayList<>();

  @Test
  void outputsComeInOrderOnTheCallingThread() throws Exception {
    List<Integer> outputs = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    UP_TO.run(
        5_000,
        n -> {
          outputs.add(n);
          threads.add(Thread.currentThread());
        });
    assertThat(outputs).isEqualTo(IntStream.rangeClosed(1, 5_000).boxed().toList());
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void collectGivesAListThatCannotBeChanged() throws Exception {
    List<Integer> outputs = UP_TO.collect(3);
    assertThat(outputs).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> outputs.add(4)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void collectTakesACollector() throws Exception {
    assertThat(UP_TO.collect(4, Collectors.summingInt(n -> n)).intValue()).isEqualTo(10);
  }

  @Test
  void singleGivesTheOneOutput() throws Exception {
    assertThat(UP_TO.single(1)).isEqualTo(1);
  }

  @Test
  void singleWithoutAnOutputHasNoSuchElement() {
    assertThatThrownBy(() -> UP_TO.single(0)).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void singleEndsTheRunAtTheSecondOutput() {
    AtomicInteger calls = new AtomicInteger();
    Flow<Integer, Integer> counted =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2, 3, 4), log))
            .function(
                n -> {
                  calls.incrementAndGet();
                  return n;
                })
            .build();
    assertThatThrownBy(() -> counted.single(0)).isInstanceOf(IllegalStateException.class);
    assertThat(calls).hasValue(2);
    assertThat(log).containsExactly("close numbers");
  }

  @Test
  void aNullInputIsRefusedAtTheCall() {
    assertThatThrownBy(() -> UP_TO.run(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.run(1, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.collect(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.collect(1, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.single(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.stream(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.open(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.bind(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.then(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> UP_TO.on(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aBoundFlowRunsAsOftenAsItIsAsked() throws Exception {
    SourceFlow<Integer> three = UP_TO.bind(3);
    assertThat(three.collect()).containsExactly(1, 2, 3);
    assertThat(three.collect(Collectors.counting()).longValue()).isEqualTo(3);
    assertThatCode(three::run).doesNotThrowAnyException();
  }

  @Test
  void aPauseCallsTheSameStageAgainWithTheSameItem() throws Exception {
    List<Integer> seen = new ArrayList<>();
    Flow<Integer, Integer> pausing =
        Flow.<Integer>begin()
            .sequence(n -> List.of(1, 2))
            .function(
                n -> {
                  seen.add(n);
                  if (seen.size() % 2 == 1) {
                    throw seen.size() == 1
                        ? PauseFlow.now()
                        : PauseFlow.after(Duration.ofMillis(1));
                  }
                  return n * 10;
                })
            .build();
    assertThat(pausing.collect(0)).containsExactly(10, 20);
    assertThat(seen).containsExactly(1, 1, 2, 2);
  }

  @Test
  void aDelayBeyondAllMeasureOrBelowZeroIsNoError() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Flow<Integer, Integer> pausing =
        Flow.<Integer>begin()
            .function(
                n -> {
                  if (calls.getAndIncrement() == 0) {
                    throw PauseFlow.after(Duration.ofSeconds(Long.MIN_VALUE));
                  }
                  return n;
                })
            .build();
    assertThat(pausing.single(7)).isEqualTo(7);

    Flow<Integer, Integer> endless =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw PauseFlow.after(Duration.ofSeconds(Long.MAX_VALUE));
                })
            .build();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> endless.run(1)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theSinkMayPause() throws Exception {
    List<Integer> seen = new ArrayList<>();
    UP_TO.run(
        2,
        n -> {
          seen.add(n);
          if (seen.size() == 1) {
            throw PauseFlow.now();
          }
        });
    assertThat(seen).containsExactly(1, 1, 2);
  }

  @Test
  void theThreadIsWokenByWhatItWaitsFor() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Flow<Integer, String> waiting = until(answer);
    Thread main = Thread.currentThread();
    Thread other =
        new Thread(
            () -> {
              while (main.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              answer.complete("now");
            });
    other.start();
    assertThat(waiting.single(1)).isEqualTo("now");
    other.join();
  }

  private static Flow<Integer, String> until(CompletableFuture<String> answer) {
    return Flow.<Integer>begin()
        .function(
            n -> {
              if (!answer.isDone()) {
                throw PauseFlow.until(answer);
              }
              return answer.join();
            })
        .build();
  }

  @Test
  void theConditionsFailureIsTheRuns() {
    IOException failure = new IOException("gone");
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> derived = answer.thenApply(String::trim);
    answer.completeExceptionally(failure);
    assertThat(catchThrowable(derived::join)).isInstanceOf(CompletionException.class);
    Flow<Integer, String> waiting =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("numbers", List.of(n), log))
            .<String>function(
                n -> {
                  throw PauseFlow.until(derived);
                })
            .build();
    assertThat(catchThrowable(() -> waiting.run(1))).isSameAs(failure);
    assertThat(log).containsExactly("close numbers");
  }

  @Test
  void anInterruptWhileParkedCancelsTheRunAndKeepsTheFlag() throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();
    Flow<Integer, String> waiting =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("numbers", List.of(n), log))
            .<String>function(
                n -> {
                  throw PauseFlow.until(never);
                })
            .build();
    List<Throwable> failures = new ArrayList<>();
    List<Boolean> flags = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              failures.add(catchThrowable(() -> waiting.run(1)));
              flags.add(Thread.currentThread().isInterrupted());
            });
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();
    assertThat(failures).singleElement().isInstanceOf(CancellationException.class);
    assertThat(flags).containsExactly(true);
    assertThat(log).containsExactly("close numbers");
  }

  @Test
  void aFailureComesAsItselfAfterAllThatIsOpenWasClosedInnermostFirst() {
    IOException failure = new IOException("broken");
    Flow<Integer, Integer> failing = failing(failure);
    assertThat(catchThrowable(() -> failing.run(1))).isSameAs(failure);
    assertThat(log).containsExactly("close inner", "close outer");
  }

  @Test
  void anErrorClosesTooAndComesAsItself() {
    for (Error error : List.of(new OutOfMemoryError(), new StackOverflowError())) {
      log.clear();
      assertThat(catchThrowable(() -> failing(error).run(1))).isSameAs(error);
      assertThat(log).containsExactly("close inner", "close outer");
    }
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

  @Test
  void whatClosingThrowsIsSuppressedIntoTheFirstFailure() {
    IllegalStateException failure = new IllegalStateException("first");
    Flow<Integer, Integer> failing =
        Flow.<Integer>begin()
            .sequence(n -> closing(new IOException("outer")))
            .sequence(n -> closing(new AssertionError("inner")))
            .<Integer>function(
                n -> {
                  throw failure;
                })
            .build();
    assertThat(catchThrowable(() -> failing.run(1))).isSameAs(failure);
    assertThat(whileClosing(failure))
        .extracting(Throwable::getMessage)
        .containsExactly("inner", "outer");
  }

  private static List<Throwable> whileClosing(Throwable failure) {
    return Stream.of(failure.getSuppressed())
        .filter(suppressed -> !(suppressed instanceof FlowTraceException))
        .toList();
  }

  @Test
  void aPauseOutOfAClosingMethodIsAFailure() {
    IllegalStateException failure = new IllegalStateException("first");
    Flow<Integer, Integer> failing =
        Flow.<Integer>begin()
            .sequence(n -> closing(PauseFlow.now()))
            .<Integer>function(
                n -> {
                  throw failure;
                })
            .build();
    assertThat(catchThrowable(() -> failing.run(1))).isSameAs(failure);
    assertThat(whileClosing(failure)).singleElement().isInstanceOf(IllegalStateException.class);

    Flow<Integer, Integer> ending =
        Flow.<Integer>begin().sequence(n -> closing(PauseFlow.now())).build();
    assertThatThrownBy(() -> ending.run(1)).isInstanceOf(IllegalStateException.class);
  }

  private Iterable<Integer> closing(Throwable failure) {
    class Closing extends ArrayList<Integer> implements AutoCloseable {
      private static final long serialVersionUID = 1L;

      @Override
      public void close() {
        throw Failures.<RuntimeException>same(failure);
      }
    }
    List<Integer> items = new Closing();
    items.add(1);
    return items;
  }

  @Test
  void whatMakesTheDefinitionOfARunBelongsToTheRun() throws Exception {
    AtomicInteger made = new AtomicInteger();
    Definitions<String> definitions =
        Definitions.perRun(
            () -> {
              if (made.getAndIncrement() == 0) {
                throw Failures.<RuntimeException>same(PauseFlow.now());
              }
              return "definition";
            });
    SourceFlow<Integer> pausing =
        new AbstractSourceFlow<Integer>(FlowOptions.defaults()) {
          @Override
          protected Frame begin(Sink<? super Integer> sink) {
            return definitions.begin(definition -> new OneOutput(sink));
          }

          @Override
          public SourceFlow<Integer> using(FlowOptions options) {
            throw new UnsupportedOperationException();
          }

          @Override
          public FlowDescription describe() {
            return new FlowDescription("one", null, List.of());
          }
        };
    assertThat(pausing.open()).isNotNull();
    assertThat(made).hasValue(0);
    assertThat(pausing.collect()).containsExactly(1);
    assertThat(made).hasValue(2);
  }

  private static final class OneOutput extends Frame {
    private final Sink<? super Integer> sink;

    OneOutput(Sink<? super Integer> sink) {
      this.sink = sink;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      sink.accept(1);
      stack.pop(this);
      return budget - 1;
    }

    @Override
    protected void close() {}
  }

  @Test
  void aCallThatWouldParkInsideASliceFailsInstead() throws Exception {
    CompletableFuture<String> never = new CompletableFuture<>();
    Flow<Integer, String> inner =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("inner", List.of(n), log))
            .<String>function(
                n -> {
                  throw PauseFlow.until(never);
                })
            .build();
    Flow<Integer, String> calling = Flow.<Integer>begin().function(inner::single).build();
    Flow<Integer, Long> streaming =
        Flow.<Integer>begin().function(n -> inner.stream(n).count()).build();
    ManualLoop loop = new ManualLoop();
    for (Flow<Integer, ?> outer : List.of(calling, streaming)) {
      log.clear();
      CompletableFuture<?> result = outer.on(loop).collect(1);
      loop.runAll();
      assertThat(result)
          .isCompletedExceptionally()
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .havingCause()
          .isInstanceOf(IllegalStateException.class);
      assertThat(log).containsExactly("close inner");
    }
  }

  @Test
  void aCallThatNeedsNotParkMayBeMadeInsideASlice() {
    Flow<Integer, List<Integer>> outer = Flow.<Integer>begin().function(UP_TO::collect).build();
    ManualLoop loop = new ManualLoop();
    CompletableFuture<List<Integer>> result = outer.on(loop).single(2);
    loop.runAll();
    assertThat(result).isCompletedWithValue(List.of(1, 2));
  }
}
