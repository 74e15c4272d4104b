package dev.stageflow.tests.semantics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of a file are read one after the other, and the reader knows how far it has come. */
class LinesTest {
  @TempDir private Path folder;

  private Path file(String text, Charset charset) throws IOException {
    return Files.writeString(folder.resolve("text.txt"), text, charset);
  }

  private static List<String> read(FlowIterator<String> lines) throws Exception {
    try (lines) {
      List<String> all = new ArrayList<>();
      for (String line = lines.next(); line != null; line = lines.next()) {
        all.add(line);
      }
      return all;
    }
  }

  private static List<String> read(String text) throws Exception {
    return read(FlowIterator.lines(channel(text.getBytes(UTF_8)), UTF_8));
  }

  private static ReadableByteChannel channel(byte[] bytes) {
    return Channels.newChannel(new ByteArrayInputStream(bytes));
  }

  @Test
  void aLineEndsAsForABufferedReader() throws Exception {
    for (String text :
        List.of(
            "", "\n", "\r", "\r\n", "a", "a\n", "a\n\n", "a\r\nb", "a\rb\n", "\n\ra", "\r\r\n",
            "a\n\rb")) {
      assertThat(read(text)).as(text).isEqualTo(text.lines().toList());
    }
  }

  /** Gives single bytes, so that everything there is falls between two reads. */
  private static ReadableByteChannel trickle(byte[] bytes) {
    ByteBuffer source = ByteBuffer.wrap(bytes);
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer target) {
        if (!source.hasRemaining()) {
          return -1;
        }
        target.put(source.get());
        return 1;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void linesAndCharactersMayFallBetweenTwoBuffers() throws Exception {
    String text = "grün\r\n\uD83D\uDE80 zwei\n\r\n\rende";
    assertThat(read(FlowIterator.lines(trickle(text.getBytes(UTF_8)), UTF_8)))
        .isEqualTo(text.lines().toList());
    assertThat(read(FlowIterator.lines(trickle(text.getBytes(UTF_16LE)), UTF_16LE)))
        .isEqualTo(text.lines().toList());
  }

  @Test
  void aLineMayBeLongerThanAnyBuffer() throws Exception {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int length : new int[] {100_000, 0, 32_768, 32_767, 1, 250_000}) {
      random.ints(length, 'a', 'ÿ').forEach(letter -> text.append((char) letter));
      text.append(random.nextBoolean() ? "\r\n" : "\n");
    }
    assertThat(read(FlowIterator.lines(file(text.toString(), UTF_8))))
        .isEqualTo(text.toString().lines().toList());
  }

  @Test
  void thePositionIsBehindTheLineThatWasGivenLast() throws Exception {
    Path file = file("one\r\ntwo\n\nfour", UTF_8);
    try (FlowIterator<String> lines = FlowIterator.lines(file)) {
      assertThat(lines.size()).as("before it is open").isEqualTo(14);
      assertThat(lines.position()).isZero();
      List<Long> positions = new ArrayList<>();
      while (lines.next() != null) {
        positions.add(lines.position());
      }
      assertThat(positions).containsExactly(5L, 9L, 10L, 14L);
      assertThat(lines.size()).isEqualTo(14);
    }
  }

  @Test
  void thePositionOfALargeFileGrowsWithEachLine() throws Exception {
    String line = "0123456789 äöü 0123456789\n";
    int bytes = line.getBytes(UTF_8).length;
    Path file = file(line.repeat(10_000), UTF_8);
    try (FlowIterator<String> lines = FlowIterator.lines(file)) {
      for (int i = 1; i <= 10_000; i++) {
        assertThat(lines.next()).isNotNull();
        assertThat(lines.position()).isBetween((long) (i - 1) * bytes, (long) (i + 1) * bytes);
      }
      assertThat(lines.position()).isEqualTo(lines.size()).isEqualTo(10_000L * bytes);
    }
  }

  @Test
  void aChannelIsReadFromWhereItStands() throws Exception {
    Path file = file("one\ntwo\nthree\n", UTF_8);
    try (FlowIterator<String> lines =
        FlowIterator.lines(FileChannel.open(file).position(4), UTF_8)) {
      assertThat(lines.size()).isEqualTo(10);
      assertThat(lines.next()).isEqualTo("two");
      assertThat(lines.position()).isEqualTo(4);
    }
  }

  @Test
  void whatHasNoSizeStillHasAPosition() throws Exception {
    FlowIterator<String> lines = FlowIterator.lines(channel("ab\ncd".getBytes(UTF_8)), UTF_8);
    lines.next();
    assertThat(lines.size()).isEqualTo(-1);
    assertThat(lines.position()).isEqualTo(3);
  }

  @Test
  void aFileThatGrowsHasNoSizeOnceItIsLongerThanItWas() throws Exception {
    Path file = file("one\n", UTF_8);
    try (FlowIterator<String> lines = FlowIterator.lines(FileChannel.open(file), UTF_8)) {
      Files.writeString(file, "one\ntwo\n");
      assertThat(lines.next()).isEqualTo("one");
      assertThat(lines.size()).isEqualTo(4);
      assertThat(lines.next()).isEqualTo("two");
      assertThat(lines.size()).isEqualTo(-1);
    }
  }

  @Test
  void whatIsNoTextEndsTheLinesBeforeIt() throws Exception {
    Path file = file("one\ntwo\nthr\u00e9e\nfour\n", ISO_8859_1);
    try (FlowIterator<String> lines = FlowIterator.lines(file)) {
      assertThat(lines.next()).isEqualTo("one");
      assertThat(lines.next()).isEqualTo("two");
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(lines::next)
            .isInstanceOf(CharacterCodingException.class)
            .hasMessage(
                "line 3 of "
                    + file
                    + " is not in UTF-8: malformed 0xe9 at byte 11; give the charset that it is in");
      }
    }
    assertThat(read(FlowIterator.lines(file, ISO_8859_1))).hasSize(4).contains("thr\u00e9e");
  }

  @Test
  void aCharacterThatIsCutOffAtTheEndIsNoText() {
    byte[] bytes = {'a', '\n', 'b', (byte) 0xC3};
    assertThatThrownBy(() -> read(FlowIterator.lines(channel(bytes), UTF_8)))
        .isInstanceOf(CharacterCodingException.class)
        .hasMessageStartingWith("line 2 of the text is not in UTF-8: malformed 0xc3 at byte 3");
  }

  @Test
  void aFileThatIsNotThereFailsAtItsFirstLine() {
    FlowIterator<String> lines = FlowIterator.lines(folder.resolve("absent.txt"));
    assertThat(lines.size()).isEqualTo(-1);
    assertThatThrownBy(lines::next).isInstanceOf(NoSuchFileException.class);
    lines.close();
  }

  @Test
  void aChannelIsClosedOnceAndGivesNothingMore() throws Exception {
    List<String> calls = new ArrayList<>();
    ReadableByteChannel channel =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer target) {
            target.put("one\ntwo\n".getBytes(UTF_8));
            return 8;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() throws IOException {
            calls.add("close");
            throw new IOException("unplugged");
          }
        };
    FlowIterator<String> lines = FlowIterator.lines(channel, UTF_8);
    assertThat(lines.next()).isEqualTo("one");
    assertThatThrownBy(lines::close)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("unplugged");
    lines.close();
    assertThat(lines.next()).isNull();
    assertThat(calls).containsExactly("close");
  }

  @Test
  void aChannelThatDoesNotBlockIsRefused() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      source.configureBlocking(false);
      assertThatThrownBy(() -> FlowIterator.lines(source, UTF_8))
          .isInstanceOf(IllegalBlockingModeException.class);
      assertThat(sink.isOpen()).isTrue();
    }
  }

  @Test
  void aFlowReadsManyFilesOneAfterTheOther() throws Exception {
    Path first = Files.writeString(folder.resolve("first"), "a\nb");
    Path second = Files.writeString(folder.resolve("second"), "c\n");
    Flow<List<Path>, String> flow =
        Flow.<List<Path>>begin()
            .sequenceFrom(files -> FlowIterator.concat(files.stream().map(FlowIterator::lines)))
            .tunnel()
            .build();
    assertThat(flow.collect(List.of(first, second))).containsExactly("a", "b", "c");
  }
}
