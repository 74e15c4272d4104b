package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.function.StageSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a text, which is read and decoded one buffer at a time. */
public final class LinesIterator implements FlowIterator<String> {
  private static final int BUFFER = 1 << 15;
  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
  private static final CharBuffer NO_CHARS = CharBuffer.allocate(0);

  /** What the text is called where it cannot be decoded. */
  private final String name;

  private final StageSupplier<? extends ReadableByteChannel> opening;

  /** The file, whose size may be asked for before it is open; null if it is none. */
  private final @Nullable Path file;

  private final Charset charset;
  private final CharsetDecoder decoder;

  /** Null until the first line is requested. */
  private @Nullable ReadableByteChannel channel;

  private boolean closed;

  /** How many bytes there are in all, from where reading began; -1 if that is not known. */
  private long size = -1;

  // What was read and not decoded, and what was decoded and not given. Of many files that are read
  // one after the other, only the one that is read has room for any.

  private ByteBuffer bytes = NO_BYTES;
  private CharBuffer chars = NO_CHARS;

  /** How many bytes have been read. */
  private long read;

  /** How many bytes come before the first of the characters, and before what follows the last. */
  private long from;

  private long to;

  /** Whether all bytes have been read. */
  private boolean ended;

  /** Whether all of them have been decoded. */
  private boolean decoded;

  /** Whether the next character is the second half of a line's end, if it is a line feed. */
  private boolean betweenHalves;

  /** How many lines have been given. */
  private long lines;

  private LinesIterator(
      String name,
      @Nullable Path file,
      StageSupplier<? extends ReadableByteChannel> opening,
      Charset charset) {
    this.name = name;
    this.file = file;
    this.opening = opening;
    this.charset = charset;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Reads a file, which is opened when the first line is requested. */
  public static LinesIterator of(Path file, Charset charset) {
    return new LinesIterator(file.toString(), file, () -> FileChannel.open(file), charset);
  }

  /** Reads the rest of a channel. */
  public static LinesIterator of(ReadableByteChannel channel, Charset charset) {
    if (channel instanceof SelectableChannel selectable && !selectable.isBlocking()) {
      throw new IllegalBlockingModeException();
    }
    LinesIterator lines = new LinesIterator("the text", null, () -> channel, charset);
    // From here on it is to be closed.
    lines.channel = channel;
    lines.size = sizeOf(channel);
    return lines;
  }

  /** Not every file has a size: a pipe has none. */
  private static long sizeOf(ReadableByteChannel channel) {
    try {
      return channel instanceof SeekableByteChannel seekable
          ? seekable.size() - seekable.position()
          : -1;
    } catch (IOException unknown) {
      return -1;
    }
  }

  @Override
  public @Nullable String next() throws Exception {
    if (closed) {
      return null;
    }
    StringBuilder begun = null;
    while (chars.hasRemaining() || decodeMore()) {
      int first = chars.position();
      int end = endOfLine(first);
      if (end < 0) {
        begun = begun == null ? new StringBuilder(2 * chars.remaining()) : begun;
        begun.append(chars);
        chars.position(chars.limit());
        continue;
      }
      char[] array = chars.array();
      betweenHalves = array[end] == '\r';
      chars.position(end + 1);
      skipSecondHalf();
      lines++;
      return begun == null
          ? new String(array, first, end - first)
          : begun.append(array, first, end - first).toString();
    }
    if (begun == null) {
      return null;
    }
    lines++;
    return begun.toString();
  }

  /** Returns where the line ends that begins here; -1 if that was not decoded yet. */
  private int endOfLine(int first) {
    char[] array = chars.array();
    int limit = chars.limit();
    for (int i = first; i < limit; i++) {
      if (array[i] == '\n' || array[i] == '\r') {
        return i;
      }
    }
    return -1;
  }

  private void skipSecondHalf() {
    if (betweenHalves && chars.hasRemaining()) {
      betweenHalves = false;
      if (chars.get(chars.position()) == '\n') {
        chars.get();
      }
    }
  }

  /**
   * Decodes some more, once there is none left.
   *
   * @return false if there is no more
   */
  private boolean decodeMore() throws Exception {
    do {
      chars.clear();
      from = to;
      try {
        decode();
      } finally {
        // After a failure nothing is there either.
        to = read - bytes.remaining();
        chars.flip();
      }
      skipSecondHalf();
    } while (!chars.hasRemaining() && !decoded);
    return chars.hasRemaining();
  }

  private void decode() throws Exception {
    while (chars.position() == 0 && !decoded) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError() && chars.position() == 0) {
        throw failure(result);
      }
      if (result.isUnderflow() && ended) {
        decoder.flush(chars);
        decoded = true;
      } else if (chars.position() == 0) {
        readMore();
      }
    }
  }

  private void readMore() throws Exception {
    ReadableByteChannel open = channel;
    if (open == null) {
      open = opening.get();
      channel = open;
      size = sizeOf(open);
    }
    if (bytes.capacity() == 0) {
      bytes = ByteBuffer.allocate(BUFFER).flip();
      chars = CharBuffer.allocate(BUFFER);
    }
    bytes.compact();
    try {
      int count = open.read(bytes);
      ended = count < 0;
      read += Math.max(0, count);
    } finally {
      bytes.flip();
    }
  }

  private CharacterCodingException failure(CoderResult result) {
    return new NoText(
        "line %d of %s is not in %s: %s 0x%02x at byte %d; give the charset that it is in"
            .formatted(
                lines + 1,
                name,
                charset,
                result.isMalformed() ? "malformed" : "unmappable",
                bytes.get(bytes.position()),
                read - bytes.remaining()));
  }

  /** Within what was decoded together, all characters are taken to be equally long. */
  @Override
  public long position() {
    return chars.hasRemaining() ? from + (to - from) * chars.position() / chars.limit() : to;
  }

  @Override
  public long size() {
    long known = channel == null && file != null ? sizeOf(file) : size;
    // What grows, or is no ordinary file, may be longer than it says.
    return known < position() ? -1 : known;
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException unknown) {
      return -1;
    }
  }

  @Override
  public void close() {
    closed = true;
    bytes = NO_BYTES;
    chars = NO_CHARS;
    ReadableByteChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** The superclass takes no message. */
  private static final class NoText extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    private final String message;

    NoText(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }
}
