package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stageflow.Flow;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowProgress.Level;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run tells how far it has come, as of its last slice. */
class ProgressTest {

  /** Prints pages of lines, each line in a second. */
  static class Printing {
    private final TestLoop loop;
    Stop stop = (page, line) -> {};

    Printing(TestLoop loop) {
      this.loop = loop;
    }

    @Sequence
    List<Integer> pages(int count) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Sequence
    List<Integer> lines(int page) {
      return List.of(10 * page, 10 * page + 1, 10 * page + 2, 10 * page + 3);
    }

    @Function
    int print(int line) throws PauseFlow {
      stop.at(line / 10, line % 10);
      loop.advance(Duration.ofSeconds(1));
      return line;
    }
  }

  /** What happens where a line is to be printed. */
  @FunctionalInterface
  interface Stop {
    void at(int page, int line) throws PauseFlow;
  }

  static Stream<Named<FlowMaker<Printing, Integer, Integer>>> flows() {
    return Flows.of(
        ProgressTest_PrintingFlow::of,
        printing ->
            Flow.<Integer>begin()
                .sequence(printing::pages)
                .named("pages")
                .sequence(printing::lines)
                .named("lines")
                .function(printing::print)
                .named("print")
                .build());
  }

  private final TestLoop loop = new TestLoop();
  private final Printing printing = new Printing(loop);

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatWaitsTellsHowFarItHasCome(FlowMaker<Printing, Integer, Integer> maker) {
    printing.stop =
        (page, line) -> {
          if (page == 3 && line == 2) {
            throw PauseFlow.until(new CompletableFuture<>());
          }
        };
    FlowRun run = maker.of(printing).on(loop).start(5);
    assertThat(run.progress().levels()).isEmpty();
    loop.runAll();
    FlowProgress progress = run.progress();
    assertThat(progress.levels())
        .containsExactly(
            new Level("input", 1, 1, OptionalLong.empty(), 0),
            new Level("pages", 3, 3, OptionalLong.of(5), 0),
            new Level("lines", 3, 3, OptionalLong.of(4), 0));
    assertThat(progress.share().orElseThrow()).isCloseTo((2 + 2 / 4.0) / 5, within(1e-9));
    assertThat(progress.itemsPerSecond()).as("lines").isCloseTo(11 / 10.0, within(1e-9));
    assertThat(progress.outputs()).isEqualTo(10);
    assertThat(progress.outputsPerSecond()).isCloseTo(10 / 10.0, within(1e-9));
    assertThat(progress.stages())
        .containsExactly(
            new FlowProgress.Stage("pages", 3, 0, 0, 0),
            new FlowProgress.Stage("lines", 11, 0, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatStandsStillIsAskedForTheFirstTime(FlowMaker<Printing, Integer, Integer> maker) {
    printing.stop =
        (page, line) -> {
          throw PauseFlow.until(new CompletableFuture<>());
        };
    FlowRun run = maker.of(printing).on(loop).start(5);
    loop.runAll();
    run.pause();
    assertThat(run.progress())
        .isEqualTo(new FlowProgress(List.of(), OptionalDouble.empty(), 0, 0, 0, List.of()));
    assertThat(loop.runAll()).isEqualTo(1);
    assertThat(run.progress().levels()).hasSize(3);
    assertThat(loop.runAll()).as("slices for one who asks again").isZero();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theShareNeverFallsAndEndsAtOne(FlowMaker<Printing, Integer, Integer> maker) {
    FlowRun run = maker.of(printing).on(loop).timeSlice(Duration.ofNanos(1)).start(4);
    List<Double> shares = new ArrayList<>();
    List<Long> pages = new ArrayList<>();
    do {
      FlowProgress progress = run.progress();
      progress.share().ifPresent(shares::add);
      progress.levels().stream()
          .filter(level -> level.stage().equals("pages"))
          .forEach(level -> pages.add(level.items()));
    } while (loop.runNext());
    assertThat(shares).isSorted().last().isEqualTo(1.0);
    assertThat(shares.stream().distinct().count()).isGreaterThanOrEqualTo(4 * 4);
    assertThat(pages).isSorted().contains(1L, 2L, 3L, 4L);
    assertThat(run.progress())
        .isEqualTo(
            new FlowProgress(
                List.of(),
                OptionalDouble.of(1),
                1,
                16,
                1,
                List.of(
                    new FlowProgress.Stage("pages", 4, 0, 0, 0),
                    new FlowProgress.Stage("lines", 16, 0, 0, 0))));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatWasCancelledTellsWhatWasLastKnown(FlowMaker<Printing, Integer, Integer> maker) {
    printing.stop =
        (page, line) -> {
          if (page == 2) {
            throw PauseFlow.until(new CompletableFuture<>());
          }
        };
    FlowRun run = maker.of(printing).on(loop).start(4);
    run.progress();
    loop.runAll();
    FlowProgress before = run.progress();
    assertThat(before.share()).hasValue(1 / 4.0);
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(run.progress()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatHasEndedIsAskedForTheFirstTime(FlowMaker<Printing, Integer, Integer> maker) {
    FlowRun run = maker.of(printing).on(loop).start(4);
    loop.runAll();
    assertThat(run.progress().share()).hasValue(1);
    FlowRun cancelled = maker.of(printing).on(loop).start(4);
    cancelled.cancel();
    loop.runAll();
    assertThat(cancelled.progress())
        .isEqualTo(new FlowProgress(List.of(), OptionalDouble.empty(), 0, 0, 0, List.of()));
  }

  /** Walks its input, and pauses at the second element. */
  static class Walking {
    private int calls;

    @Sequence
    Iterable<Integer> elements(Iterable<Integer> source) {
      return source;
    }

    @Function
    int pause(int element) throws PauseFlow {
      if (++calls >= 2) {
        throw PauseFlow.until(new CompletableFuture<>());
      }
      return element;
    }
  }

  /** Does the same with an array. */
  static class WalkingArray {
    private int calls;

    @Sequence
    int[] elements(int[] source) {
      return source;
    }

    @Function
    int pause(int element) throws PauseFlow {
      if (++calls >= 2) {
        throw PauseFlow.until(new CompletableFuture<>());
      }
      return element;
    }
  }

  /** Does the same with a map. */
  static class WalkingMap {
    private int calls;

    @Sequence
    Map<Integer, String> entries(Map<Integer, String> source) {
      return source;
    }

    @Function
    String pause(Map.Entry<Integer, String> entry) throws PauseFlow {
      if (++calls >= 2) {
        throw PauseFlow.until(new CompletableFuture<>());
      }
      return entry.getValue();
    }
  }

  private <T> FlowProgress progress(Flow<T, ?> flow, T source) {
    FlowRun run = flow.on(loop).start(source);
    run.progress();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    return run.progress();
  }

  private FlowProgress progress(Iterable<Integer> source) {
    return progress(ProgressTest_WalkingFlow.of(new Walking()), source);
  }

  @Test
  void aSourceThatKnowsItsSizeTellsIt() {
    assertThat(progress(Set.of(1, 2, 3)).levels().get(1))
        .isEqualTo(new Level("elements", 2, 2, OptionalLong.of(3), 0));
    int[] array = {1, 2, 3};
    assertThat(
            progress(ProgressTest_WalkingArrayFlow.of(new WalkingArray()), array).levels().get(1))
        .isEqualTo(new Level("elements", 2, 2, OptionalLong.of(3), 0));
    Map<Integer, String> map = Map.of(1, "a", 2, "b", 3, "c");
    assertThat(progress(ProgressTest_WalkingMapFlow.of(new WalkingMap()), map).levels().get(1))
        .isEqualTo(new Level("entries", 2, 2, OptionalLong.of(3), 0));
  }

  @Test
  void aSourceThatDoesNotKnowItsSizeHasNoShare() {
    FlowProgress progress = progress(List.of(1, 2, 3)::iterator);
    assertThat(progress.levels().get(1))
        .isEqualTo(new Level("elements", 2, 2, OptionalLong.empty(), 0));
    assertThat(progress.share()).isEmpty();
  }

  /** A collection whose size is not to be asked for more than once, and that may fail to tell. */
  private static Collection<Integer> counting(List<String> calls, @Nullable Error failure) {
    return new AbstractCollection<>() {
      @Override
      public Iterator<Integer> iterator() {
        return List.of(1, 2, 3).iterator();
      }

      @Override
      public int size() {
        calls.add("size");
        if (failure != null) {
          throw failure;
        }
        return 3;
      }
    };
  }

  @Test
  void aSourceIsAskedForItsSizeOnce() {
    List<String> calls = new ArrayList<>();
    assertThat(progress(counting(calls, null)).share()).hasValue(1 / 3.0);
    assertThat(calls).containsExactly("size");
  }

  /** Walks lists of these lengths, and pauses at the last element of each one. */
  private static class Refilling {
    private final List<Integer> reused;
    private int position;
    private boolean paused;

    Refilling(List<Integer> reused) {
      this.reused = reused;
    }

    List<Integer> fill(int length) {
      position = 0;
      reused.clear();
      reused.addAll(Collections.nCopies(length, length));
      return reused;
    }

    int pauseAtTheEnd(int length) throws PauseFlow {
      paused = !paused && position == length - 1;
      if (paused) {
        throw PauseFlow.after(Duration.ofSeconds(1));
      }
      position++;
      return length;
    }

    Flow<List<Integer>, Integer> flow() {
      return Flow.<List<Integer>>begin()
          .sequence(lengths -> lengths)
          .sequence(this::fill)
          .function(this::pauseAtTheEnd)
          .build();
    }
  }

  @Test
  void aListThatIsFilledAnewIsAskedForItsSizeAgain() {
    for (List<Integer> reused : List.of(new ArrayList<Integer>(), new LinkedList<Integer>())) {
      Set<OptionalLong> sizes = new HashSet<>();
      FlowRun run = new Refilling(reused).flow().on(loop).start(List.of(9, 8, 7, 6, 5, 4));
      while (run.state() != FlowRun.State.COMPLETED) {
        List<Level> levels = run.progress().levels();
        sizes.add(levels.size() == 3 ? levels.get(2).size() : OptionalLong.empty());
        loop.advance(Duration.ofSeconds(1));
      }
      assertThat(sizes).contains(OptionalLong.of(6), OptionalLong.of(5), OptionalLong.of(4));
    }
  }

  @Test
  void aSourceThatFailsToTellItsSizeHarmsNothing() {
    List<String> calls = new ArrayList<>();
    FlowProgress progress = progress(counting(calls, new AssertionError("not now")));
    assertThat(calls).isNotEmpty();
    assertThat(progress.levels().get(1))
        .isEqualTo(new Level("elements", 2, 2, OptionalLong.empty(), 0));
  }

  @Test
  void aRunWithoutASequenceHasNoShareBeforeItsEnd() {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .<Integer>function(
                number -> {
                  throw PauseFlow.until(new CompletableFuture<>());
                })
            .build();
    assertThat(progress(flow, 1))
        .isEqualTo(
            new FlowProgress(
                List.of(new Level("input", 1, 1, OptionalLong.empty(), 0)),
                OptionalDouble.empty(),
                0,
                0,
                0,
                List.of()));
  }

  @Test
  void aRecursionThatIsTooDeepTellsWhatItDidBefore() {
    CompletableFuture<Void> deep = new CompletableFuture<>();
    List<Integer> depths = new ArrayList<>();
    Flow<Integer, Integer> down =
        Flow.<Integer, Integer>recursive(
            self ->
                Flow.<Integer>begin()
                    .sequence(depth -> List.of(depth))
                    .named("depths")
                    .<Integer>subflow(
                        depth -> {
                          if (depth == 3 && !deep.isDone()) {
                            throw PauseFlow.until(deep);
                          }
                          if (depth == 1_000) {
                            throw PauseFlow.until(new CompletableFuture<>());
                          }
                          depths.add(depth);
                          return Flow.<Integer>begin()
                              .<Integer>function(above -> above + 1)
                              .build()
                              .then(self);
                        })
                    .build());
    FlowRun run = down.on(loop).start(0);
    run.progress();
    loop.runAll();
    FlowProgress before = run.progress();
    assertThat(before.levels()).hasSizeGreaterThan(4);
    deep.complete(null);
    loop.runAll();
    assertThat(depths).hasSize(1_000);
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    assertThat(run.progress().levels()).startsWith(before.levels().toArray(Level[]::new));
    assertThat(run.progress().levels()).hasSizeLessThanOrEqualTo(256);
    run.cancel();
    loop.runAll();
  }
}
