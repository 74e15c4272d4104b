package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.UncheckedFlowException;
import dev.stageflow.internal.failure.Failures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenedFlowTest {

  private final List<String> log = new ArrayList<>();

  private final Flow<Integer, Integer> logged =
      Flow.<Integer>begin()
          .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2, 3), log))
          .function(
              n -> {
                log.add("call " + n);
                return n;
              })
          .build();

  @Test
  void theRunStopsAtEachOutputUntilMoreIsAsked() throws Exception {
    FlowIterator<Integer> opened = logged.open(0);
    assertThat(log).isEmpty();
    assertThat(opened.next()).isEqualTo(1);
    assertThat(log).containsExactly("call 1");
    assertThat(opened.next()).isEqualTo(2);
    assertThat(opened.next()).isEqualTo(3);
    assertThat(log).containsExactly("call 1", "call 2", "call 3");
    assertThat(opened.next()).isNull();
    assertThat(opened.next()).isNull();
    assertThat(log).endsWith("close numbers");
  }

  @Test
  void closingCancelsTheRun() throws Exception {
    FlowIterator<Integer> opened = logged.open(0);
    opened.next();
    opened.close();
    opened.close();
    assertThat(log).containsExactly("call 1", "close numbers");
    assertThat(opened.next()).isNull();
    assertThat(log).containsExactly("call 1", "close numbers");
  }

  @Test
  void closingThrowsWhatTheSourcesThrow() throws Exception {
    IOException inner = new IOException("inner");
    IOException outer = new IOException("outer");
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequenceFrom(n -> failingOnClose(outer))
            .sequenceFrom(n -> failingOnClose(inner))
            .build();
    FlowIterator<Integer> opened = flow.open(1);
    opened.next();
    assertThat(catchThrowable(opened::close)).isSameAs(inner);
    assertThat(inner.getSuppressed()).containsExactly(outer);

    Stream<Integer> stream = flow.stream(1);
    stream.iterator().next();
    assertThatThrownBy(stream::close)
        .isInstanceOf(UncheckedFlowException.class)
        .cause()
        .isSameAs(inner);
  }

  private static FlowIterator<Integer> failingOnClose(IOException failure) {
    return new FlowIterator<>() {
      @Override
      public Integer next() {
        return 1;
      }

      @Override
      public void close() {
        throw Failures.<RuntimeException>same(failure);
      }
    };
  }

  @Test
  void aPauseComesOutOfNextWhichIsThenCalledAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    PauseFlow pause = PauseFlow.until(new CompletableFuture<>());
    Flow<Integer, Integer> pausing =
        Flow.<Integer>begin()
            .function(
                n -> {
                  if (calls.getAndIncrement() < 2) {
                    throw pause;
                  }
                  return n;
                })
            .build();
    FlowIterator<Integer> opened = pausing.open(5);
    assertThat(catchThrowable(opened::next)).isSameAs(pause);
    assertThat(catchThrowable(opened::next)).isSameAs(pause);
    assertThat(opened.next()).isEqualTo(5);
    assertThat(opened.next()).isNull();
  }

  @Test
  void afterAFailureThereIsNoNextItemAndNoEnd() throws Exception {
    IOException failure = new IOException("broken");
    Flow<Integer, Integer> failing =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2), log))
            .function(
                n -> {
                  if (n == 2) {
                    throw failure;
                  }
                  return n;
                })
            .build();
    FlowIterator<Integer> opened = failing.open(0);
    assertThat(opened.next()).isEqualTo(1);
    assertThat(catchThrowable(opened::next)).isSameAs(failure);
    assertThat(catchThrowable(opened::next)).isSameAs(failure);
    opened.close();
    assertThat(log).containsExactly("close numbers");
  }

  @Test
  void aStageMayCloseItsOwnRun() throws Exception {
    AtomicReference<FlowIterator<Integer>> opened = new AtomicReference<>();
    Flow<Integer, Integer> closing =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2, 3), log))
            .function(
                n -> {
                  log.add("call " + n);
                  opened.get().close();
                  return n;
                })
            .function(
                n -> {
                  log.add("never");
                  return n;
                })
            .build();
    opened.set(closing.open(0));
    assertThat(opened.get().next()).isNull();
    assertThat(log).containsExactly("call 1", "close numbers");
  }

  @Test
  void aStageMustNotAskItsOwnRun() {
    AtomicReference<FlowIterator<Integer>> opened = new AtomicReference<>();
    Flow<Integer, Integer> asking =
        Flow.<Integer>begin().function(n -> opened.get().next()).build();
    opened.set(asking.open(0));
    assertThatThrownBy(() -> opened.get().next()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anOpenedFlowCanBeTheSequenceOfAnotherOne() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Flow<Integer, Integer> inner =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n, n + 1))
            .function(
                n -> {
                  if (calls.getAndIncrement() % 2 == 0) {
                    throw PauseFlow.now();
                  }
                  return n;
                })
            .build();
    Flow<Integer, Integer> outer =
        Flow.<Integer>begin().sequence(n -> List.of(10, 20)).sequenceFrom(inner::open).build();
    assertThat(outer.collect(0)).containsExactly(10, 11, 20, 21);
  }

  @Test
  void aStreamRunsOnlyAsFarAsItIsAsked() {
    try (Stream<Integer> stream = logged.stream(0)) {
      assertThat(stream.limit(2).toList()).containsExactly(1, 2);
    }
    assertThat(log).containsExactly("call 1", "call 2", "close numbers");
  }

  @Test
  void aParallelStreamStillReadsNothingAhead() {
    try (Stream<Integer> stream = logged.stream(0).parallel()) {
      assertThat(stream.findFirst()).hasValue(1);
    }
    assertThat(log).containsExactly("call 1", "close numbers");
  }

  @Test
  void aStreamParksWhileTheFlowPauses() {
    AtomicInteger calls = new AtomicInteger();
    Flow<Integer, Integer> pausing =
        Flow.<Integer>begin()
            .sequence(n -> List.of(1, 2, 3))
            .function(
                n -> {
                  if (calls.getAndIncrement() % 2 == 0) {
                    throw PauseFlow.until(CompletableFuture.completedFuture(n));
                  }
                  return n;
                })
            .build();
    assertThat(pausing.stream(0).toList()).containsExactly(1, 2, 3);
  }

  @Test
  void aStreamWrapsCheckedExceptionsAlone() {
    IOException checked = new IOException("checked");
    assertThatThrownBy(() -> failing(checked).stream(0).toList())
        .isInstanceOf(UncheckedFlowException.class)
        .cause()
        .isSameAs(checked);
    IllegalArgumentException unchecked = new IllegalArgumentException("unchecked");
    assertThat(catchThrowable(() -> failing(unchecked).stream(0).toList())).isSameAs(unchecked);
    AssertionError error = new AssertionError("error");
    assertThat(catchThrowable(() -> failing(error).stream(0).toList())).isSameAs(error);
    assertThat(log).containsExactly("close numbers", "close numbers", "close numbers");
  }

  private Flow<Integer, Integer> failing(Throwable failure) {
    return Flow.<Integer>begin()
        .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2), log))
        .<Integer>function(
            n -> {
              throw Failures.<Exception>same(failure);
            })
        .build();
  }

  @Test
  void anInterruptWhileAStreamIsParkedCancelsTheRun() {
    Flow<Integer, Integer> waiting =
        Flow.<Integer>begin()
            .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2), log))
            .<Integer>function(
                n -> {
                  throw PauseFlow.until(new CompletableFuture<>());
                })
            .build();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> waiting.stream(0).toList()).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).containsExactly("close numbers");
  }
}
