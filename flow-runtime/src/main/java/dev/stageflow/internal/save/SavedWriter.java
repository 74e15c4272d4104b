package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import dev.stageflow.ValueCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of a run as bytes, which a {@link SavedReader} reads by the same calls in the
 * same order. Every value takes at least one byte, so that the reader can tell how many there can
 * be. What writes the parts of a value takes this writer.
 */
public final class SavedWriter {
  /** How deep values can be nested: the stack of a thread has room for that many calls. */
  static final int MOST_LEVELS = 500;

  /** In place of a text's length, or of that of some bytes. */
  static final int NULL = -1;

  /** In place of a text's length: its characters follow one by one. */
  static final int CHARACTERS = -2;

  /** What a collection or map was: none, one in no order of its own, a set, or a sorted one. */
  static final byte NONE = 0;

  static final byte PLAIN = 1;
  static final byte SET = 2;
  static final byte SORTED = 3;

  private byte[] bytes;
  private int size;
  private int level;
  private int parts;

  public SavedWriter() {
    bytes = new byte[256];
    size = Envelope.open(bytes);
  }

  /** Returns all that was written, as a saved run. */
  public byte[] toBytes() {
    return Envelope.close(bytes, size);
  }

  public void writeBoolean(boolean value) {
    writeByte((byte) (value ? 1 : 0));
  }

  public void writeByte(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  public void writeShort(short value) {
    writeLong(value);
  }

  public void writeChar(char value) {
    writeLong(value);
  }

  public void writeInt(int value) {
    writeLong(value);
  }

  /**
   * Writes a number in as few bytes as it needs: seven bits in each, the lowest first, with the
   * sign as the lowest of all (the varint and ZigZag encoding of Protocol Buffers).
   */
  public void writeLong(long value) {
    reserve(10);
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7FL) != 0) {
      bytes[size++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[size++] = (byte) left;
  }

  public void writeFloat(float value) {
    writeBits(Float.floatToRawIntBits(value), Float.BYTES);
  }

  public void writeDouble(double value) {
    writeBits(Double.doubleToRawLongBits(value), Double.BYTES);
  }

  /** Writes a number whose bits are random. */
  void writeFixed(long value) {
    writeBits(value, Long.BYTES);
  }

  private void writeBits(long value, int count) {
    reserve(count);
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >> shift);
    }
  }

  /** Writes a text as UTF-8; one with half a surrogate pair, which UTF-8 has not, as characters. */
  public void writeString(@Nullable String value) {
    if (value == null) {
      writeInt(NULL);
      return;
    }
    if (isWellFormed(value)) {
      writeBytes(value.getBytes(StandardCharsets.UTF_8));
      return;
    }
    writeInt(CHARACTERS);
    writeInt(value.length());
    for (int i = 0; i < value.length(); i++) {
      writeChar(value.charAt(i));
    }
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        boolean isPair =
            i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
        if (!isPair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  public void writeBytes(byte @Nullable [] value) {
    if (value == null) {
      writeInt(NULL);
      return;
    }
    writeInt(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /** Writes the constant's name: another one may be added beside it. */
  public void writeEnum(@Nullable Enum<?> value) {
    writeString(value == null ? null : value.name());
  }

  public <E extends Enum<E>> void writeEnumSet(@Nullable EnumSet<E> value) {
    writeCollection(value, SavedWriter::writeEnum);
  }

  /** Writes null in place of a name, if a value is not of one of the permitted types. */
  public void writeNothing(@Nullable Object value) {
    if (value != null) {
      throw new SavedRunException("A " + value.getClass().getName() + " cannot be saved here");
    }
    writeString(null);
  }

  /** Writes a value of a type of the JDK. */
  public <T> void writeScalar(@Nullable T value, Scalar<T> type) {
    writeBoolean(value != null);
    if (value != null) {
      type.write(this, value);
    }
  }

  /** Writes a value by a codec of the definition. */
  public <T> void writeCoded(@Nullable T value, ValueCodec<T> codec) {
    if (value == null) {
      writeInt(NULL);
      return;
    }
    byte[] encoded;
    try {
      encoded = codec.encode(value);
    } catch (Exception failure) {
      throw SaveFailures.of(
          "A codec could not encode a value of " + value.getClass().getName(), failure);
    }
    if (encoded == null) {
      throw new SavedRunException(
          "A codec encoded a value of " + value.getClass().getName() + " as null");
    }
    writeBytes(encoded);
  }

  @SuppressWarnings("NullableOptional") // as a record's component may be
  public <T> void writeOptional(
      @Nullable Optional<? extends T> value, BiConsumer<SavedWriter, T> content) {
    writeBoolean(value != null);
    if (value != null) {
      writeBoolean(value.isPresent());
      value.ifPresent(it -> content.accept(this, it));
    }
  }

  public <K, V> void writeEntry(
      Map.@Nullable Entry<? extends K, ? extends V> value,
      BiConsumer<SavedWriter, K> keys,
      BiConsumer<SavedWriter, V> values) {
    writeBoolean(value != null);
    if (value != null) {
      keys.accept(this, value.getKey());
      values.accept(this, value.getValue());
    }
  }

  public <E> void writeArray(E @Nullable [] value, BiConsumer<SavedWriter, E> element) {
    writeBoolean(value != null);
    if (value != null) {
      writeInt(value.length);
      for (E each : value) {
        element.accept(this, each);
      }
    }
  }

  /** Writes a collection in the order of its iterator. */
  public <E> void writeCollection(
      @Nullable Collection<? extends E> value, BiConsumer<SavedWriter, E> element) {
    writeByte(kind(value));
    if (value != null) {
      writeInt(value.size());
      int count = 0;
      for (E each : value) {
        element.accept(this, each);
        count++;
      }
      checkSize(count, value.size());
    }
  }

  private static byte kind(@Nullable Collection<?> value) {
    if (value == null) {
      return NONE;
    }
    if (value instanceof SortedSet<?> sorted) {
      checkOrder(sorted.comparator());
    }
    // A set of enums iterates in their natural order too.
    if (value instanceof SortedSet || value instanceof EnumSet) {
      return SORTED;
    }
    return value instanceof Set ? SET : PLAIN;
  }

  /** Writes a map in the order of its iterator. */
  public <K, V> void writeMap(
      @Nullable Map<? extends K, ? extends V> value,
      BiConsumer<SavedWriter, K> keys,
      BiConsumer<SavedWriter, V> values) {
    writeByte(kind(value));
    if (value != null) {
      writeInt(value.size());
      int count = 0;
      for (Map.Entry<? extends K, ? extends V> entry : value.entrySet()) {
        keys.accept(this, entry.getKey());
        values.accept(this, entry.getValue());
        count++;
      }
      checkSize(count, value.size());
    }
  }

  private static byte kind(@Nullable Map<?, ?> value) {
    if (value == null) {
      return NONE;
    }
    if (value instanceof SortedMap<?, ?> sorted) {
      checkOrder(sorted.comparator());
    }
    return value instanceof SortedMap || value instanceof EnumMap ? SORTED : PLAIN;
  }

  private static void checkOrder(@Nullable Comparator<?> comparator) {
    if (comparator != null && comparator != Comparator.naturalOrder()) {
      throw new SavedRunException(
          "A sorted set or map has a comparator, which cannot be saved. Sort by the natural order"
              + " of its elements");
    }
  }

  private static void checkSize(int count, int size) {
    if (count != size) {
      throw new SavedRunException(
          "A collection has " + count + " elements, though its size is " + size);
    }
  }

  /**
   * Begins a record, which may have others in it.
   *
   * @return whether there is one; of null nothing more is written, and {@link #ends} is not called
   */
  public boolean begins(@Nullable Object value) {
    writeBoolean(value != null);
    if (value != null && ++level > MOST_LEVELS) {
      throw new SavedRunException(
          "A value of "
              + value.getClass().getName()
              + " is nested more than "
              + MOST_LEVELS
              + " levels deep");
    }
    return value != null;
  }

  /** Ends a record. */
  public void ends() {
    level--;
  }

  /**
   * Writes a part that is read later than what follows it: its size comes first.
   *
   * @param part writes it
   */
  void writePart(Consumer<SavedWriter> part) {
    if (++parts > MOST_LEVELS) {
      throw new SavedRunException(
          "A run in more than " + MOST_LEVELS + " flows, one inside the other, cannot be saved");
    }
    reserve(Integer.BYTES);
    int start = size;
    size += Integer.BYTES;
    part.accept(this);
    int end = size;
    size = start;
    writeBits(end - start - Integer.BYTES, Integer.BYTES);
    size = end;
    parts--;
  }

  /** Writes what {@link SavedReader#rest} returned. */
  void writeRest(ByteBuffer rest) {
    reserve(rest.remaining());
    int length = rest.remaining();
    rest.duplicate().get(bytes, size, length);
    size += length;
  }

  private void reserve(int count) {
    if (bytes.length - size < count) {
      int needed = Math.addExact(size, count);
      bytes = Arrays.copyOf(bytes, Math.max(needed, needed + (needed >> 1)));
    }
  }
}
