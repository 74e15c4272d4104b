package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cancelled run has the source return that is asked, by the means of that source. The timeout is
 * shorter than what a source is given that does not heed its cancel.
 */
@Timeout(4)
class CombinedCancelTest {
  private final TestLoop loop = new TestLoop();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  record Reading(FlowIterator<String> source) {
    @Tunnel
    @Sequence
    FlowIterator<String> read(int n) {
      return source;
    }
  }

  static Stream<Named<FlowMaker<Reading, Integer, String>>> reading() {
    return Flows.of(
        CombinedCancelTest_ReadingFlow::of,
        d -> Flow.<Integer>begin().sequenceFrom(n -> d.source()).tunnel(8).build());
  }

  /** Notes what is done to it; can be cancelled. */
  private class Source implements FlowIterator<String> {
    final String name;

    Source(String name) {
      this.name = name;
    }

    @Override
    public String next() throws Exception {
      told.add("next " + name);
      return null;
    }

    @Override
    public void cancel() {
      told.add("cancel " + name);
      released.countDown();
    }

    @Override
    public void close() {
      told.add("close " + name);
    }
  }

  /** Waits until it is cancelled, or interrupted. */
  private final class Stuck extends Source {
    Stuck(String name) {
      super(name);
    }

    @Override
    public String next() throws Exception {
      block(name);
      return super.next();
    }
  }

  /** Waits until it is interrupted. */
  private FlowIterator<String> deaf(String name) {
    return new FlowIterator<>() {
      @Override
      public String next() throws Exception {
        block(name);
        return null;
      }

      @Override
      public void close() {
        told.add("close " + name);
      }
    };
  }

  private void block(String name) throws InterruptedException {
    waiting.countDown();
    try {
      released.await();
    } catch (InterruptedException interrupt) {
      told.add("interrupt " + name);
      throw interrupt;
    }
  }

  private void cancel(FlowMaker<Reading, Integer, String> maker, FlowIterator<String> source)
      throws Exception {
    FlowRun run = maker.of(new Reading(source)).on(loop).start(1, item -> {});
    loop.runAll();
    waiting.await();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest
  @MethodSource("reading")
  void theSourceThatIsAskedIsCancelledAndTheNextOneIsNotAsked(
      FlowMaker<Reading, Integer, String> maker) throws Exception {
    cancel(maker, FlowIterator.concat(new Source("a"), new Stuck("b"), new Source("c")));
    assertThat(told)
        .containsExactly("next a", "close a", "cancel b", "next b", "close b", "close c");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void theSourceThatIsAskedIsInterruptedIfItCannotBeCancelled(
      FlowMaker<Reading, Integer, String> maker) throws Exception {
    cancel(maker, FlowIterator.concat(new Source("a"), deaf("b"), new Source("c")));
    assertThat(told).containsExactly("next a", "close a", "interrupt b", "close c", "close b");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void whatOpensTheNextSourceIsInterrupted(FlowMaker<Reading, Integer, String> maker)
      throws Exception {
    Function<Integer, FlowIterator<String>> opening =
        number -> {
          if (number == 2) {
            try {
              block("opening");
            } catch (InterruptedException interrupt) {
              throw new IllegalStateException(interrupt);
            }
          }
          return new Source("a");
        };
    cancel(maker, FlowIterator.concat(() -> Stream.of(1, 2).map(opening).iterator()));
    assertThat(told).containsExactly("next a", "close a", "interrupt opening");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void ofTwoSidesTheOneThatIsAskedCounts(FlowMaker<Reading, Integer, String> maker)
      throws Exception {
    FlowIterator<String> first =
        new Source("a") {
          @Override
          public String next() {
            return name;
          }
        };
    cancel(maker, FlowIterator.zip(first, deaf("b"), String::concat));
    assertThat(told).containsExactly("interrupt b", "close b", "close a");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void whatCombinesIsInterrupted(FlowMaker<Reading, Integer, String> maker) throws Exception {
    cancel(
        maker,
        FlowIterator.zip(
            FlowIterator.of("a"),
            FlowIterator.of("b"),
            (a, b) -> {
              block("combine");
              return a;
            }));
    assertThat(told).containsExactly("interrupt combine");
  }

  @ParameterizedTest
  @MethodSource("reading")
  void theSourceIsFoundInsideOthers(FlowMaker<Reading, Integer, String> maker) throws Exception {
    cancel(
        maker,
        FlowIterator.mergeSorted(
            Comparator.naturalOrder(),
            FlowIterator.of("x"),
            FlowIterator.concat(new Source("a"), new Stuck("b")),
            deaf("c")));
    assertThat(told)
        .containsExactly("next a", "close a", "cancel b", "next b", "close b", "close c");
  }

  /** A flow whose worker hears of an interrupt only once it is told to. */
  private Flow<Integer, String> slowToClose() {
    FlowIterator<String> source =
        new FlowIterator<>() {
          private boolean given;

          @Override
          public String next() throws Exception {
            if (!given) {
              given = true;
              return "a";
            }
            while (true) {
              try {
                waiting.countDown();
                released.await();
                return null;
              } catch (InterruptedException interrupt) {
                told.add("interrupt");
              }
            }
          }

          @Override
          public void close() {
            told.add("close");
            throw new IllegalStateException("unclosable");
          }
        };
    return Flow.<Integer>begin().sequenceFrom(n -> source).tunnel(8).build();
  }

  record Pairs(FlowIterator<String> source) {
    @Sequence
    FlowIterator<String> pairs(int n) {
      return source;
    }
  }

  static Stream<Named<FlowMaker<Pairs, Integer, String>>> pairs() {
    return Flows.of(
        CombinedCancelTest_PairsFlow::of,
        d -> Flow.<Integer>begin().sequenceFrom(d::pairs).build());
  }

  /** Runs up to where the shorter side has ended, and the longer one is closed by its worker. */
  private FlowRun untilClosing(FlowMaker<Pairs, Integer, String> maker) throws Exception {
    Iterator<String> ids = List.of("1").iterator();
    FlowIterator<String> shorter =
        () -> {
          if (ids.hasNext()) {
            return ids.next();
          }
          // A worker that has not called next() yet is not to be kept from it.
          waiting.await();
          return null;
        };
    FlowIterator<String> zipped = FlowIterator.zip(shorter, slowToClose().open(1), String::concat);
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(new Pairs(zipped)).on(loop).start(1, outputs::add);
    while (outputs.isEmpty()) {
      loop.awaitNext();
    }
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    return run;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRunWaitsForWhatTheLongerSideClosesElsewhere(FlowMaker<Pairs, Integer, String> maker)
      throws Exception {
    FlowRun run = untilClosing(maker);
    released.countDown();
    assertThatThrownBy(() -> loop.await(run.completion())).hasMessage("unclosable");
    assertThat(told).endsWith("close");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aRunThatIsCancelledMeanwhileWaitsAsWell(FlowMaker<Pairs, Integer, String> maker)
      throws Exception {
    FlowRun run = untilClosing(maker);
    run.cancel();
    loop.runAll();
    assertThat(run.completion().toCompletableFuture()).isNotDone();
    released.countDown();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .satisfies(second -> assertThat(second).hasMessage("unclosable")));
    assertThat(told).endsWith("close");
  }

  @Test
  void sourcesWithoutAnItemDoNotKeepARunFromItsCancel() throws Exception {
    FlowIterator<String> endless =
        FlowIterator.concat(() -> Stream.generate(() -> FlowIterator.<String>of()).iterator());
    FlowRun run = CombinedCancelTest_PairsFlow.of(new Pairs(endless)).on(loop).start(1, item -> {});
    loop.awaitNext();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
  }
}
