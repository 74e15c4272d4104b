package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import dev.stageflow.ValueCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a saved run, by the same calls in the same order as a {@link SavedWriter}
 * wrote them. Whatever the bytes are, it throws nothing but {@link SavedRunException}, and takes no
 * more memory than a small multiple of their number.
 */
public final class SavedReader {
  private final ByteBuffer bytes;
  private int level;

  private SavedReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a saved run to its end.
   *
   * @param bytes what {@link SavedWriter#toBytes} returned
   * @param body reads it
   * @param <T> the type of what the body returns
   * @return what the body returns
   * @throws SavedRunException if the bytes are not those of a saved run, or the body fails, as a
   *     record's constructor may
   */
  public static <T> T read(byte[] bytes, Function<SavedReader, T> body) {
    return of(bytes).readRest(body);
  }

  /**
   * Begins to read a saved run.
   *
   * @param bytes what {@link SavedWriter#toBytes} returned
   * @return the reader, before the first value
   * @throws SavedRunException if the bytes are not those of a saved run
   */
  static SavedReader of(byte[] bytes) {
    return new SavedReader(Envelope.contents(bytes));
  }

  /** Reads what is left, as {@link #read} does. */
  <T> T readRest(Function<SavedReader, T> body) {
    try {
      T read = body.apply(this);
      if (bytes.hasRemaining()) {
        throw new SavedRunException(
            "The saved run has " + bytes.remaining() + " bytes more than are expected");
      }
      return read;
    } catch (SavedRunException told) {
      throw told;
    } catch (RuntimeException failure) {
      throw SaveFailures.of("A saved value could not be made again", failure);
    } catch (StackOverflowError tooDeep) {
      throw new SavedRunException("The saved values are nested too deep for this thread", tooDeep);
    }
  }

  public boolean readBoolean() {
    byte value = readByte();
    if (value != 0 && value != 1) {
      throw unexpected("true or false");
    }
    return value == 1;
  }

  public byte readByte() {
    check(1);
    return bytes.get();
  }

  public short readShort() {
    return (short) readWithin(Short.MIN_VALUE, Short.MAX_VALUE);
  }

  public char readChar() {
    return (char) readWithin(Character.MIN_VALUE, Character.MAX_VALUE);
  }

  public int readInt() {
    return (int) readWithin(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private long readWithin(long least, long most) {
    long value = readLong();
    if (value < least || value > most) {
      throw unexpected("a number from " + least + " to " + most);
    }
    return value;
  }

  public long readLong() {
    long read = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = readByte();
      read |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (read >>> 1) ^ -(read & 1);
      }
    }
    throw unexpected("a number");
  }

  public float readFloat() {
    check(Float.BYTES);
    return bytes.getFloat();
  }

  public double readDouble() {
    check(Double.BYTES);
    return bytes.getDouble();
  }

  long readFixed() {
    check(Long.BYTES);
    return bytes.getLong();
  }

  public @Nullable String readString() {
    int length = readInt();
    if (length == SavedWriter.CHARACTERS) {
      char[] characters = new char[readSize()];
      for (int i = 0; i < characters.length; i++) {
        characters[i] = readChar();
      }
      return new String(characters);
    }
    byte[] utf8 = readBytes(length);
    return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
  }

  public byte @Nullable [] readBytes() {
    return readBytes(readInt());
  }

  private byte @Nullable [] readBytes(int length) {
    if (length == SavedWriter.NULL) {
      return null;
    }
    check(length);
    byte[] read = new byte[length];
    bytes.get(read);
    return read;
  }

  public <E extends Enum<E>> @Nullable E readEnum(Class<E> type) {
    String name = readString();
    if (name == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw SaveFailures.of(
          type.getName() + " has no constant '" + name + "', which was saved", unknown);
    }
  }

  /** Reads a value of a type of the JDK. */
  public <T> @Nullable T readScalar(Scalar<T> type) {
    return readBoolean() ? type.read(this) : null;
  }

  /** Reads a value by a codec of the definition. */
  public <T> @Nullable T readCoded(ValueCodec<T> codec) {
    byte[] encoded = readBytes();
    if (encoded == null) {
      return null;
    }
    T decoded;
    try {
      decoded = codec.decode(encoded);
    } catch (Exception failure) {
      throw SaveFailures.of("A codec could not decode " + encoded.length + " bytes", failure);
    }
    if (decoded == null) {
      throw new SavedRunException("A codec decoded " + encoded.length + " bytes as null");
    }
    return decoded;
  }

  @SuppressWarnings("NullableOptional") // as a record's component may be
  public <T> @Nullable Optional<T> readOptional(Function<SavedReader, T> content) {
    if (!readBoolean()) {
      return null;
    }
    return readBoolean() ? Optional.of(content.apply(this)) : Optional.empty();
  }

  public <K, V> Map.@Nullable Entry<K, V> readEntry(
      Function<SavedReader, K> keys, Function<SavedReader, V> values) {
    return readBoolean() ? new SimpleImmutableEntry<>(keys.apply(this), values.apply(this)) : null;
  }

  public <E> E @Nullable [] readArray(IntFunction<E[]> array, Function<SavedReader, E> element) {
    if (!readBoolean()) {
      return null;
    }
    // An array of the size that is read would take many times the bytes that there are.
    List<E> elements = new ArrayList<>();
    addElements(elements, element);
    return elements.toArray(array);
  }

  /** Reads what was declared as a list: it is an {@code ArrayList}. */
  public <E> @Nullable List<E> readList(Function<SavedReader, E> element) {
    return readInto(new ArrayList<>(), element);
  }

  /** Reads what was declared as a set: sorted if it was so, else in the order that it had. */
  public <E> @Nullable Set<E> readSet(Function<SavedReader, E> element) {
    int kind = readKind();
    return kind == SavedWriter.NONE
        ? null
        : addElements(
            kind == SavedWriter.SORTED ? new TreeSet<>() : new LinkedHashSet<>(), element);
  }

  /** Reads what was declared as a collection: a set if it was one, else a list. */
  public <E> @Nullable Collection<E> readCollection(Function<SavedReader, E> element) {
    return switch (readKind()) {
      case SavedWriter.NONE -> null;
      case SavedWriter.PLAIN -> addElements(new ArrayList<>(), element);
      case SavedWriter.SET -> addElements(new LinkedHashSet<>(), element);
      default -> addElements(new TreeSet<>(), element);
    };
  }

  /** Reads what was declared as a set of enums. */
  public <E extends Enum<E>> @Nullable EnumSet<E> readEnumSet(Class<E> type) {
    return readInto(EnumSet.noneOf(type), in -> in.readEnum(type));
  }

  /** Reads a collection into one of its own class. */
  public <E, C extends Collection<E>> @Nullable C readInto(
      C empty, Function<SavedReader, E> element) {
    return readKind() == SavedWriter.NONE ? null : addElements(empty, element);
  }

  private int readKind() {
    byte kind = readByte();
    if (kind < SavedWriter.NONE || kind > SavedWriter.SORTED) {
      throw unexpected("a collection");
    }
    return kind;
  }

  private <E, C extends Collection<E>> C addElements(C empty, Function<SavedReader, E> element) {
    for (int left = readSize(); left > 0; left--) {
      empty.add(element.apply(this));
    }
    return empty;
  }

  /** Reads what was declared as a map: sorted if it was so, else in the order that it had. */
  public <K, V> @Nullable Map<K, V> readMap(
      Function<SavedReader, K> keys, Function<SavedReader, V> values) {
    int kind = readKind();
    return kind == SavedWriter.NONE
        ? null
        : addEntries(
            kind == SavedWriter.SORTED ? new TreeMap<>() : new LinkedHashMap<>(), keys, values);
  }

  /** Reads a map into one of its own class. */
  public <K, V, M extends Map<K, V>> @Nullable M readInto(
      M empty, Function<SavedReader, K> keys, Function<SavedReader, V> values) {
    return readKind() == SavedWriter.NONE ? null : addEntries(empty, keys, values);
  }

  private <K, V, M extends Map<K, V>> M addEntries(
      M empty, Function<SavedReader, K> keys, Function<SavedReader, V> values) {
    for (int left = readSize(); left > 0; left--) {
      empty.put(keys.apply(this), values.apply(this));
    }
    return empty;
  }

  /**
   * Reads how many values follow.
   *
   * @return the number, which is no more than there can be
   */
  public int readSize() {
    int size = readInt();
    check(size);
    return size;
  }

  /**
   * Reads a number that stands for one of several things.
   *
   * @param count how many there are
   * @return the number, from 0 to {@code count - 1}
   */
  public int readIndex(int count) {
    return (int) readWithin(0, count - 1);
  }

  /** Reads a text that is never null. */
  String readName() {
    String name = readString();
    if (name == null) {
      throw unexpected("a name");
    }
    return name;
  }

  /**
   * Begins a record.
   *
   * @return whether there is one; for null nothing more is read, and {@link #ends} is not called
   */
  public boolean begins() {
    boolean isPresent = readBoolean();
    if (isPresent && ++level > SavedWriter.MOST_LEVELS) {
      throw unexpected("no more than " + SavedWriter.MOST_LEVELS + " levels of values");
    }
    return isPresent;
  }

  /** Ends a record, and returns it. */
  public <T> T ends(T value) {
    level--;
    return value;
  }

  /** The saved type is not one that a sealed interface permits. */
  public SavedRunException unknownType(String type, @Nullable String saved) {
    return new SavedRunException(type + " permits no '" + saved + "', which was saved");
  }

  /** Reads a part, which is read later than what follows it. */
  SavedReader readPart() {
    check(Integer.BYTES);
    int length = bytes.getInt();
    check(length);
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return new SavedReader(part);
  }

  /** Returns what has not been read, as it was written. */
  ByteBuffer rest() {
    return bytes.slice();
  }

  private void check(int count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new SavedRunException(
          "The saved run is cut or damaged: "
              + count
              + " more bytes are expected, and there are "
              + bytes.remaining());
    }
  }

  private SavedRunException unexpected(String expected) {
    return new SavedRunException(
        "The saved run is damaged: " + expected + " expected at byte " + bytes.position());
  }
}
