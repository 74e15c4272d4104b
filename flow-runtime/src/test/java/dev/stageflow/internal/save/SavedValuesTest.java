package dev.stageflow.internal.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageflow.SavedRunException;
import dev.stageflow.ValueCodec;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link SavedWriter} writes, a {@link SavedReader} reads. */
class SavedValuesTest {

  private static byte[] saved(Consumer<SavedWriter> body) {
    SavedWriter out = new SavedWriter();
    body.accept(out);
    return out.toBytes();
  }

  private static <T> T copy(Consumer<SavedWriter> write, Function<SavedReader, T> read) {
    return SavedReader.read(saved(write), read);
  }

  private static <T> T again(T value, Scalar<T> type) {
    return copy(out -> out.writeScalar(value, type), in -> in.readScalar(type));
  }

  private static <T> void comesBack(Scalar<T> type, List<T> values) {
    for (T value : values) {
      assertThat(again(value, type)).isEqualTo(value);
    }
    assertThat(again(null, type)).isNull();
  }

  @Test
  void numbersComeBack() {
    for (long value : new long[] {0, 1, -1, 63, -64, 64, 300, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(copy(out -> out.writeLong(value), SavedReader::readLong)).isEqualTo(value);
      assertThat(copy(out -> out.writeInt((int) value), SavedReader::readInt))
          .isEqualTo((int) value);
      assertThat(copy(out -> out.writeShort((short) value), SavedReader::readShort))
          .isEqualTo((short) value);
      assertThat(copy(out -> out.writeChar((char) value), SavedReader::readChar))
          .isEqualTo((char) value);
      assertThat(copy(out -> out.writeByte((byte) value), SavedReader::readByte))
          .isEqualTo((byte) value);
      Double real = Double.longBitsToDouble(value);
      assertThat(copy(out -> out.writeDouble(real), SavedReader::readDouble)).isEqualTo(real);
    }
    assertThat(copy(out -> out.writeFloat(-0F), SavedReader::readFloat)).isEqualTo(-0F);
    assertThat(copy(out -> out.writeBoolean(true), SavedReader::readBoolean)).isTrue();
  }

  @Test
  void smallNumbersTakeOneByte() {
    int empty = saved(out -> {}).length;
    assertThat(saved(out -> out.writeLong(-64))).hasSize(empty + 1);
    assertThat(saved(out -> out.writeLong(64))).hasSize(empty + 2);
    assertThat(saved(out -> out.writeLong(Long.MIN_VALUE))).hasSize(empty + 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "J\u00fcrgen", "\ud83d\ude00", "\ud800", "a\udc00\ud800b", "\0"})
  void textsComeBackToTheCharacter(String text) {
    assertThat(copy(out -> out.writeString(text), SavedReader::readString)).isEqualTo(text);
  }

  @Test
  void nullComesBack() {
    assertThat(copy(out -> out.writeString(null), SavedReader::readString)).isNull();
    assertThat(copy(out -> out.writeBytes(null), SavedReader::readBytes)).isNull();
    DayOfWeek none = copy(out -> out.writeEnum(null), in -> in.readEnum(DayOfWeek.class));
    assertThat(none).isNull();
  }

  @Test
  void typesOfTheJdkComeBack() {
    comesBack(Scalar.BOOLEAN, List.of(true, false));
    comesBack(Scalar.BYTE, List.of(Byte.MIN_VALUE));
    comesBack(Scalar.SHORT, List.of(Short.MIN_VALUE));
    comesBack(Scalar.CHARACTER, List.of('\uffff'));
    comesBack(Scalar.INTEGER, List.of(Integer.MIN_VALUE, 0));
    comesBack(Scalar.LONG, List.of(Long.MIN_VALUE));
    comesBack(Scalar.FLOAT, List.of(Float.NaN, -0F));
    comesBack(Scalar.DOUBLE, List.of(Double.NaN, Double.MIN_VALUE));
    comesBack(Scalar.BIG_INTEGER, List.of(BigInteger.ZERO, BigInteger.TWO.pow(200).negate()));
    comesBack(
        Scalar.BIG_DECIMAL,
        List.of(new BigDecimal("1.500"), new BigDecimal("-1E+20"), BigDecimal.valueOf(0, 7)));
    comesBack(Scalar.MATH_CONTEXT, List.of(MathContext.DECIMAL64));
    comesBack(Scalar.UUID, List.of(UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")));
    comesBack(Scalar.URI, List.of(URI.create("http://shop/a?b=%20#c"), URI.create("")));
    comesBack(Scalar.CURRENCY, List.of(Currency.getInstance("EUR")));
    comesBack(Scalar.LOCALE, List.of(Locale.GERMANY, Locale.ROOT, new Locale("sr", "RS", "")));
    comesBack(Scalar.FILE, List.of(new File("a/b"), new File("")));
    comesBack(Scalar.PATH, List.of(Path.of("/a/b"), Path.of("")));
    comesBack(Scalar.OPTIONAL_INT, List.of(OptionalInt.of(-3), OptionalInt.empty()));
    comesBack(Scalar.OPTIONAL_LONG, List.of(OptionalLong.of(-3), OptionalLong.empty()));
    comesBack(Scalar.OPTIONAL_DOUBLE, List.of(OptionalDouble.of(-3), OptionalDouble.empty()));
  }

  @Test
  void timesComeBack() {
    LocalDateTime local = LocalDateTime.of(2026, 10, 25, 2, 30, 0, 999_999_999);
    ZoneId zone = ZoneId.of("Europe/Berlin");
    comesBack(Scalar.DURATION, List.of(Duration.ofNanos(-1), Duration.ofSeconds(Long.MAX_VALUE)));
    comesBack(Scalar.PERIOD, List.of(Period.of(1, -2, 40)));
    comesBack(Scalar.INSTANT, List.of(Instant.MIN, Instant.MAX, Instant.ofEpochSecond(1, 1)));
    comesBack(Scalar.LOCAL_DATE, List.of(LocalDate.MIN, LocalDate.MAX));
    comesBack(Scalar.LOCAL_TIME, List.of(LocalTime.MAX, LocalTime.MIN));
    comesBack(Scalar.LOCAL_DATE_TIME, List.of(local));
    comesBack(Scalar.ZONE_OFFSET, List.of(ZoneOffset.ofTotalSeconds(-3_601)));
    comesBack(Scalar.ZONE_ID, List.of(zone, ZoneOffset.UTC, ZoneId.of("UTC")));
    comesBack(Scalar.OFFSET_TIME, List.of(OffsetTime.MAX));
    comesBack(Scalar.OFFSET_DATE_TIME, List.of(OffsetDateTime.of(local, ZoneOffset.MAX)));
    // As the clock is set back there are two such times.
    comesBack(
        Scalar.ZONED_DATE_TIME,
        List.of(
            ZonedDateTime.ofLocal(local, zone, ZoneOffset.ofHours(1)),
            ZonedDateTime.ofLocal(local, zone, ZoneOffset.ofHours(2))));
    comesBack(Scalar.YEAR, List.of(Year.of(-44)));
    comesBack(Scalar.YEAR_MONTH, List.of(YearMonth.of(2026, 2)));
    comesBack(Scalar.MONTH_DAY, List.of(MonthDay.of(2, 29)));
  }

  @Test
  void whatAccumulatesComesBackByItsContents() {
    StringBuilder text = again(new StringBuilder("ab"), Scalar.STRING_BUILDER);
    assertThat(text.append('c')).hasToString("abc");
    assertThat(again(new AtomicInteger(-7), Scalar.ATOMIC_INTEGER)).hasValue(-7);
    assertThat(again(new AtomicLong(-7), Scalar.ATOMIC_LONG)).hasValue(-7);
    BitSet bits = BitSet.valueOf(new long[] {5, -1});
    assertThat(again(bits, Scalar.BIT_SET)).isEqualTo(bits);
    IntSummaryStatistics ints = new IntSummaryStatistics();
    assertThat(again(ints, Scalar.INT_SUMMARY_STATISTICS)).hasToString(ints.toString());
    ints.accept(-3);
    assertThat(again(ints, Scalar.INT_SUMMARY_STATISTICS)).hasToString(ints.toString());
    LongSummaryStatistics longs = new LongSummaryStatistics();
    assertThat(again(longs, Scalar.LONG_SUMMARY_STATISTICS)).hasToString(longs.toString());
    longs.accept(Long.MIN_VALUE);
    assertThat(again(longs, Scalar.LONG_SUMMARY_STATISTICS)).hasToString(longs.toString());
  }

  @Test
  void arraysComeBack() {
    assertThat(again(new boolean[] {true, false}, Scalar.BOOLEANS)).containsExactly(true, false);
    assertThat(again(new short[] {-1, 2}, Scalar.SHORTS)).containsExactly((short) -1, (short) 2);
    assertThat(again(new char[] {'a', '\uffff'}, Scalar.CHARS)).containsExactly('a', '\uffff');
    assertThat(again(new int[] {-1, 2}, Scalar.INTS)).containsExactly(-1, 2);
    assertThat(again(new long[] {-1, 2}, Scalar.LONGS)).containsExactly(-1, 2);
    assertThat(again(new float[] {-1, 2}, Scalar.FLOATS)).containsExactly(-1, 2);
    assertThat(again(new double[] {}, Scalar.DOUBLES)).isEmpty();
    assertThat(copy(out -> out.writeBytes(new byte[] {-1, 2}), SavedReader::readBytes))
        .containsExactly(-1, 2);
    String[][] texts = {{"a", null}, {}, null};
    String[][] copy =
        copy(
            out -> out.writeArray(texts, (to, it) -> to.writeArray(it, SavedWriter::writeString)),
            in ->
                in.readArray(
                    String[][]::new,
                    from -> from.readArray(String[]::new, SavedReader::readString)));
    assertThat(copy).isDeepEqualTo(texts);
  }

  private static <C extends Collection<String>> C texts(C value, Function<SavedReader, C> read) {
    return copy(out -> out.writeCollection(value, SavedWriter::writeString), read);
  }

  private static Collection<String> asCollection(Collection<String> value) {
    return texts(value, in -> in.readCollection(SavedReader::readString));
  }

  @Test
  void collectionsComeBackInTheirOrder() {
    assertThat(texts(Arrays.asList("b", null, "a"), in -> in.readList(SavedReader::readString)))
        .isInstanceOf(ArrayList.class)
        .containsExactly("b", null, "a");
    Set<String> set = new LinkedHashSet<>(Arrays.asList("b", null, "a"));
    assertThat(texts(set, in -> in.readSet(SavedReader::readString)))
        .isInstanceOf(LinkedHashSet.class)
        .containsExactly("b", null, "a");
    assertThat(
            texts(
                new ArrayDeque<>(List.of("b", "a")),
                in -> in.readInto(new ArrayDeque<String>(), SavedReader::readString)))
        .containsExactly("b", "a");
    assertThat(texts((List<String>) null, in -> in.readList(SavedReader::readString))).isNull();
  }

  @Test
  void aSortedSetStaysSorted() {
    Set<String> copy =
        texts(
            new TreeSet<>(List.of("b", "d")),
            in -> in.readInto(new TreeSet<>(), SavedReader::readString));
    copy.add("c");
    assertThat(copy).containsExactly("b", "c", "d");
    Set<String> asSet =
        texts(
            (Set<String>) new TreeSet<>(List.of("b", "d")),
            in -> in.readSet(SavedReader::readString));
    asSet.add("c");
    assertThat(asSet).containsExactly("b", "c", "d");
    Set<DayOfWeek> days = EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY);
    Set<DayOfWeek> copied =
        copy(
            out -> out.writeCollection(days, SavedWriter::writeEnum),
            in -> in.readSet(from -> from.readEnum(DayOfWeek.class)));
    copied.add(DayOfWeek.TUESDAY);
    assertThat(copied).containsExactly(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.FRIDAY);
  }

  @Test
  void aCollectionStaysWhatItWas() {
    assertThat(asCollection(List.of("b", "a"))).isInstanceOf(List.class).containsExactly("b", "a");
    assertThat(asCollection(Collections.singleton("b"))).isInstanceOf(LinkedHashSet.class);
    assertThat(asCollection(new TreeSet<>(List.of("b", "a")))).isInstanceOf(TreeSet.class);
  }

  private static <M extends Map<String, Long>> M copyOf(M value, Function<SavedReader, M> read) {
    return copy(
        out ->
            out.writeMap(
                value, SavedWriter::writeString, (to, it) -> to.writeScalar(it, Scalar.LONG)),
        read);
  }

  @Test
  void mapsComeBackInTheirOrder() {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("b", 1L);
    map.put(null, null);
    map.put("a", 2L);
    Map<String, Long> copy =
        copyOf(
            map, in -> in.readMap(SavedReader::readString, from -> from.readScalar(Scalar.LONG)));
    assertThat(copy).isEqualTo(map).isInstanceOf(LinkedHashMap.class);
    assertThat(copy.keySet()).containsExactly("b", null, "a");
    Map<String, Long> sorted =
        copyOf(
            (Map<String, Long>) new TreeMap<>(Map.of("b", 1L, "a", 2L)),
            in -> in.readMap(SavedReader::readString, from -> from.readScalar(Scalar.LONG)));
    assertThat(sorted).isInstanceOf(TreeMap.class).containsOnlyKeys("a", "b");
    HashMap<String, Long> hashed =
        copyOf(
            new HashMap<>(map),
            in ->
                in.readInto(
                    new HashMap<String, Long>(),
                    SavedReader::readString,
                    from -> from.readScalar(Scalar.LONG)));
    assertThat(hashed).isEqualTo(map);
    EnumMap<DayOfWeek, String> enums = new EnumMap<>(Map.of(DayOfWeek.FRIDAY, "x"));
    EnumMap<DayOfWeek, String> copied =
        copy(
            out -> out.writeMap(enums, SavedWriter::writeEnum, SavedWriter::writeString),
            in ->
                in.readInto(
                    new EnumMap<DayOfWeek, String>(DayOfWeek.class),
                    from -> from.readEnum(DayOfWeek.class),
                    SavedReader::readString));
    assertThat(copied).isEqualTo(enums);
  }

  @Test
  void optionalValuesAndEntriesComeBack() {
    Function<SavedReader, Optional<String>> read = in -> in.readOptional(SavedReader::readString);
    assertThat(copy(out -> out.writeOptional(Optional.of("a"), SavedWriter::writeString), read))
        .contains("a");
    assertThat(
            copy(
                out -> out.writeOptional(Optional.<String>empty(), SavedWriter::writeString), read))
        .isEmpty();
    Map.Entry<String, String> entry = new SimpleEntry<>("a", null);
    Map.Entry<String, String> copy =
        copy(
            out -> out.writeEntry(entry, SavedWriter::writeString, SavedWriter::writeString),
            in -> in.readEntry(SavedReader::readString, SavedReader::readString));
    assertThat(copy).isEqualTo(entry);
  }

  @Test
  void aComparatorCannotBeSaved() {
    Set<String> backwards = new TreeSet<>(Comparator.reverseOrder());
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> saved(out -> out.writeCollection(backwards, SavedWriter::writeString)))
        .withMessage(
            "A sorted set or map has a comparator, which cannot be saved. Sort by the natural order"
                + " of its elements");
    Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(
            () ->
                saved(
                    out -> out.writeMap(map, SavedWriter::writeString, SavedWriter::writeString)));
    Set<String> natural = new TreeSet<>(Comparator.naturalOrder());
    assertThat(saved(out -> out.writeCollection(natural, SavedWriter::writeString))).isNotEmpty();
  }

  @Test
  void whatIsMoreThanItsTextIsRefused() {
    Locale norwegian = new Locale("no", "NO", "NY");
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> again(norwegian, Scalar.LOCALE))
        .withMessage("java.util.Locale 'no_NO_NY' cannot be saved: it is more than its text");
  }

  private static final ValueCodec<String> UPPER =
      new ValueCodec<>() {
        @Override
        public byte[] encode(String value) throws IOException {
          if (value.isEmpty()) {
            throw new IOException("empty");
          }
          return value.equals("none") ? null : value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) throws IOException {
          if (bytes.length == 1) {
            throw new IOException("short");
          }
          return bytes.length == 2 ? null : new String(bytes, StandardCharsets.UTF_8);
        }
      };

  private static String coded(String value) {
    return copy(out -> out.writeCoded(value, UPPER), in -> in.readCoded(UPPER));
  }

  @Test
  void aCodecEncodesAndDecodes() {
    assertThat(coded("abc")).isEqualTo("abc");
    assertThat(coded(null)).isNull();
  }

  @Test
  void whatACodecThrowsIsTheCause() {
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> coded(""))
        .withMessage(
            "A codec could not encode a value of java.lang.String: java.io.IOException: empty")
        .withCauseInstanceOf(IOException.class);
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> coded("a"))
        .withMessage("A codec could not decode 1 bytes: java.io.IOException: short")
        .withCauseInstanceOf(IOException.class);
    assertThatExceptionOfType(SavedRunException.class).isThrownBy(() -> coded("none"));
    assertThatExceptionOfType(SavedRunException.class).isThrownBy(() -> coded("ab"));
  }

  /** A list as it was before there were lists. */
  private record Node(int value, Node next) {
    static void write(SavedWriter out, Node node) {
      if (out.begins(node)) {
        out.writeInt(node.value());
        write(out, node.next());
        out.ends();
      }
    }

    static Node read(SavedReader in) {
      return in.begins() ? in.ends(new Node(in.readInt(), read(in))) : null;
    }

    static Node of(int length) {
      Node node = null;
      for (int i = 0; i < length; i++) {
        node = new Node(i, node);
      }
      return node;
    }
  }

  @Test
  void valuesAreNestedToALimit() {
    Node deepest = Node.of(SavedWriter.MOST_LEVELS);
    Node copy = copy(out -> Node.write(out, deepest), Node::read);
    for (int i = SavedWriter.MOST_LEVELS - 1; i >= 0; i--) {
      assertThat(copy.value()).isEqualTo(i);
      copy = copy.next();
    }
    assertThat(copy).isNull();
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> saved(out -> Node.write(out, new Node(0, deepest))))
        .withMessage(
            "A value of dev.stageflow.internal.save.SavedValuesTest$Node is nested more than 500"
                + " levels deep");
  }

  @Test
  void levelsEndWithTheirRecords() {
    Node flat = new Node(1, null);
    List<Node> many = Collections.nCopies(2 * SavedWriter.MOST_LEVELS, flat);
    List<Node> copy =
        copy(out -> out.writeCollection(many, Node::write), in -> in.readList(Node::read));
    assertThat(copy).isEqualTo(many);
  }
}
