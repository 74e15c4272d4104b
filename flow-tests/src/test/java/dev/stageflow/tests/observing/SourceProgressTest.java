package dev.stageflow.tests.observing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowProgress.Level;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A source that knows its size and position shows how much of it is done. */
class SourceProgressTest {
  private static final Executor HERE = Runnable::run;

  /** No slice ends between two lines: their shares are guesses that differ. */
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Reads files, and pauses where it is told to. */
  static class Reading {
    String stop = "";

    @Sequence
    List<Path> files(List<Path> files) {
      return files;
    }

    @Sequence
    FlowIterator<String> lines(Path file) {
      return FlowIterator.lines(file);
    }

    @Function
    String keep(String line) throws PauseFlow {
      if (line.equals(stop)) {
        throw PauseFlow.until(new CompletableFuture<>());
      }
      return line;
    }
  }

  /** The same, where files are read on a worker thread. */
  static class ReadingAhead extends Reading {
    @Override
    @Tunnel
    @Sequence
    FlowIterator<String> lines(Path file) {
      return FlowIterator.lines(file);
    }
  }

  static Stream<Named<FlowMaker<Reading, List<Path>, String>>> flows() {
    return Flows.of(
        SourceProgressTest_ReadingFlow::of,
        reading ->
            Flow.<List<Path>>begin()
                .sequence(reading::files)
                .named("files")
                .sequenceFrom(reading::lines)
                .named("lines")
                .function(reading::keep)
                .build());
  }

  static Stream<Named<FlowMaker<ReadingAhead, List<Path>, String>>> tunnelled() {
    return Flows.of(
        SourceProgressTest_ReadingAheadFlow::of,
        reading ->
            Flow.<List<Path>>begin()
                .sequence(reading::files)
                .named("files")
                .sequenceFrom(reading::lines)
                .tunnel()
                .named("lines")
                .function(reading::keep)
                .build());
  }

  @TempDir private Path folder;
  private final TestLoop loop = new TestLoop();

  private List<Path> twoFiles() throws IOException {
    return List.of(
        Files.writeString(folder.resolve("a"), "one\ntwo\n"),
        Files.writeString(folder.resolve("b"), "three\nfour\nfive\nsix\n"));
  }

  private static void assertInTheSecondFile(FlowProgress progress) {
    assertThat(progress.levels())
        .containsExactly(
            new Level("input", 1, 1, OptionalLong.empty(), 0),
            new Level("files", 2, 2, OptionalLong.of(2), 0),
            new Level("lines", 3, 16, OptionalLong.of(20), 0));
    assertThat(progress.levels().get(2).share()).hasValue(16 / 20.0);
    // The third line is under way: of the sixteen bytes two thirds are done.
    assertThat(progress.share().orElseThrow()).isCloseTo((1 + 16 * 2 / 3.0 / 20) / 2, within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aFileIsMeasuredByItsBytes(FlowMaker<Reading, List<Path>, String> maker) throws Exception {
    Reading reading = new Reading();
    reading.stop = "five";
    FlowRun run = maker.of(reading).on(loop).timeSlice(LONG).start(twoFiles());
    run.progress();
    loop.runAll();
    assertInTheSecondFile(run.progress());
  }

  @ParameterizedTest
  @MethodSource("tunnelled")
  void aFileThatIsReadAheadIsMeasuredByTheLinesThatTheRunHasTaken(
      FlowMaker<ReadingAhead, List<Path>, String> maker) throws Exception {
    ReadingAhead reading = new ReadingAhead();
    reading.stop = "five";
    FlowRun run = maker.of(reading).on(loop).tunnelOn(HERE).timeSlice(LONG).start(twoFiles());
    run.progress();
    loop.runAll();
    assertInTheSecondFile(run.progress());
  }

  @Test
  void aLargeFileThatIsReadAheadIsMeasuredToAThousandthPart() throws Exception {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 20_000).forEach(i -> text.append("line ").append(i).append('\n'));
    Path file = Files.writeString(folder.resolve("large"), text);
    ReadingAhead reading = new ReadingAhead();
    reading.stop = "line 12345";
    FlowRun run =
        SourceProgressTest_ReadingAheadFlow.of(reading)
            .on(loop)
            .tunnelOn(HERE)
            .start(List.of(file));
    run.progress();
    loop.runAll();
    Level lines = run.progress().levels().get(2);
    int taken = text.indexOf("line 12346");
    assertThat(lines.position()).isBetween(taken - text.length() / 500L, (long) taken);
    assertThat(lines.size()).hasValue(text.length());
  }

  @Test
  void aListThatIsReadAheadKnowsItsSize() {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequence(n -> List.of(1, 2, 3, n))
            .tunnel()
            .<Integer>function(
                n -> {
                  if (n == 2) {
                    throw PauseFlow.until(new CompletableFuture<>());
                  }
                  return n;
                })
            .build();
    FlowRun run = flow.on(loop).tunnelOn(HERE).start(4);
    run.progress();
    loop.runAll();
    assertThat(run.progress().levels().get(1).size()).hasValue(4);
    assertThat(run.progress().share()).hasValue(1 / 4.0);
  }

  /** Takes some items of a source, closes it, and returns its size and position. */
  private static long[] extent(FlowIterator<?> source, int taken) throws Exception {
    for (int i = 0; i < taken; ) {
      try {
        assertThat(source.next()).isNotNull();
        i++;
      } catch (PauseFlow skipped) {
        // A source has ended, or a pair is dropped.
      }
    }
    long[] extent = {source.size(), source.position()};
    source.close();
    return extent;
  }

  private static FlowIterator<String> text(int lines) {
    return FlowIterator.lines(
        Channels.newChannel(new ByteArrayInputStream("abc\n".repeat(lines).getBytes(UTF_8))),
        UTF_8);
  }

  private FlowIterator<String> file(int lines) {
    try {
      return FlowIterator.lines(
          Files.writeString(Files.createTempFile(folder, "f", ""), "abc\n".repeat(lines)));
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void sourcesOneAfterTheOtherAreAsLargeAsAllTogether() throws Exception {
    assertThat(extent(FlowIterator.concat(file(3), file(2)), 4)).containsExactly(20, 16);
    assertThat(
            extent(FlowIterator.concat(FlowIterator.of(1, 2, 3), FlowIterator.of(List.of(4))), 4))
        .as("the flow counts items")
        .containsExactly(4, -1);
    assertThat(extent(FlowIterator.concat(file(3), text(2)), 1)).containsExactly(-1, 4);
    assertThat(extent(FlowIterator.concat(file(3), FlowIterator.of("a", "b")), 4))
        .as("bytes and items")
        .containsExactly(-1, -1);
    assertThat(extent(FlowIterator.concat(Stream.of(file(3), file(2))), 1))
        .as("not open yet")
        .containsExactly(-1, -1);
  }

  @Test
  void pairsAreAsManyAsTheShorterSourceHasItems() throws Exception {
    FlowIterator<Integer> three = FlowIterator.of(1, 2, 3);
    assertThat(extent(FlowIterator.zip(three, FlowIterator.of("a", "b"), (n, s) -> n + s), 1))
        .containsExactly(2, 1);
    Supplier<FlowIterator<Integer>> endless =
        () -> FlowIterator.of(IntStream.iterate(1, n -> n + 1));
    assertThat(extent(FlowIterator.zip(endless.get(), file(3), (n, line) -> n + line), 2))
        .as("numbered lines")
        .containsExactly(12, 8);
    assertThat(extent(FlowIterator.zip(file(3), FlowIterator.of(1, 2), (a, b) -> a), 1))
        .containsExactly(12, 4);
    assertThat(extent(FlowIterator.zip(endless.get(), endless.get(), Integer::sum), 1)[0])
        .isEqualTo(-1);
    assertThat(
            extent(
                FlowIterator.zip(
                    FlowIterator.of(1, 2, 3),
                    FlowIterator.of(1, 2, 3),
                    (a, b) -> a == 2 ? null : a),
                2))
        .as("a pair that is dropped counts")
        .containsExactly(3, 3);
  }

  @Test
  void mergedSourcesAreAsLargeAsAllTogether() throws Exception {
    assertThat(
            extent(
                FlowIterator.mergeSorted(
                    Comparator.<Integer>naturalOrder(),
                    FlowIterator.of(1, 4),
                    FlowIterator.of(2, 3, 5)),
                2))
        .containsExactly(5, -1);
    assertThat(extent(FlowIterator.mergeSorted(Comparator.naturalOrder(), file(3), file(2)), 5))
        .containsExactly(20, 20);
  }

  @Test
  void aSourceThatFailsToTellCountsAsUnknown() {
    FlowIterator<Integer> numbers =
        new FlowIterator<>() {
          private int next;

          @Override
          public Integer next() throws PauseFlow {
            if (next == 2) {
              throw PauseFlow.until(new CompletableFuture<>());
            }
            return next++;
          }

          @Override
          public long size() {
            throw new IllegalStateException("not now");
          }

          @Override
          public long position() {
            throw new IllegalStateException("not now");
          }
        };
    FlowRun run =
        Flow.<Integer>begin().sequenceFrom(n -> numbers).named("numbers").build().on(loop).start(1);
    run.progress();
    loop.runAll();
    assertThat(run.progress().levels().get(1))
        .isEqualTo(new Level("numbers", 2, 2, OptionalLong.empty(), 0));
  }

  @Test
  void theShareOfItemsThatAreUnequallyLargeNeverFalls() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("x".repeat(i % 7 == 0 ? 500 : 1)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("unequal"), text);
    FlowRun run =
        Flow.<Path>begin()
            .sequenceFrom(FlowIterator::lines)
            .sequence(line -> List.of(1, 2, 3))
            .build()
            .on(loop)
            .timeSlice(Duration.ofNanos(1))
            .start(file);
    List<Double> shares = new ArrayList<>();
    do {
      run.progress().share().ifPresent(shares::add);
    } while (loop.runNext());
    assertThat(shares).isSorted().hasSizeGreaterThan(100);
    assertThat(shares.get(shares.size() - 2)).isGreaterThan(0.98);
  }
}
