package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
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
import java.util.BitSet;
import java.util.Currency;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a type of the JDK is saved. Each constant has the name of its class; of an array, that of its
 * elements.
 *
 * @param <T> the type
 */
public final class Scalar<T> {
  public static final Scalar<Boolean> BOOLEAN =
      new Scalar<>(SavedWriter::writeBoolean, SavedReader::readBoolean);
  public static final Scalar<Byte> BYTE =
      new Scalar<>(SavedWriter::writeByte, SavedReader::readByte);
  public static final Scalar<Short> SHORT =
      new Scalar<>(SavedWriter::writeShort, SavedReader::readShort);
  public static final Scalar<Character> CHARACTER =
      new Scalar<>(SavedWriter::writeChar, SavedReader::readChar);
  public static final Scalar<Integer> INTEGER =
      new Scalar<>(SavedWriter::writeInt, SavedReader::readInt);
  public static final Scalar<Long> LONG =
      new Scalar<>(SavedWriter::writeLong, SavedReader::readLong);
  public static final Scalar<Float> FLOAT =
      new Scalar<>(SavedWriter::writeFloat, SavedReader::readFloat);
  public static final Scalar<Double> DOUBLE =
      new Scalar<>(SavedWriter::writeDouble, SavedReader::readDouble);

  public static final Scalar<boolean[]> BOOLEANS =
      array(
          boolean[]::new,
          it -> it.length,
          (out, it, i) -> out.writeBoolean(it[i]),
          (in, it, i) -> it[i] = in.readBoolean());
  public static final Scalar<short[]> SHORTS =
      array(
          short[]::new,
          it -> it.length,
          (out, it, i) -> out.writeShort(it[i]),
          (in, it, i) -> it[i] = in.readShort());
  public static final Scalar<char[]> CHARS =
      array(
          char[]::new,
          it -> it.length,
          (out, it, i) -> out.writeChar(it[i]),
          (in, it, i) -> it[i] = in.readChar());
  public static final Scalar<int[]> INTS =
      array(
          int[]::new,
          it -> it.length,
          (out, it, i) -> out.writeInt(it[i]),
          (in, it, i) -> it[i] = in.readInt());
  public static final Scalar<long[]> LONGS =
      array(
          long[]::new,
          it -> it.length,
          (out, it, i) -> out.writeLong(it[i]),
          (in, it, i) -> it[i] = in.readLong());
  public static final Scalar<float[]> FLOATS =
      array(
          float[]::new,
          it -> it.length,
          (out, it, i) -> out.writeFloat(it[i]),
          (in, it, i) -> it[i] = in.readFloat());
  public static final Scalar<double[]> DOUBLES =
      array(
          double[]::new,
          it -> it.length,
          (out, it, i) -> out.writeDouble(it[i]),
          (in, it, i) -> it[i] = in.readDouble());

  public static final Scalar<BigInteger> BIG_INTEGER =
      new Scalar<>(
          (out, it) -> out.writeBytes(it.toByteArray()),
          in -> new BigInteger(present(in.readBytes())));
  public static final Scalar<BigDecimal> BIG_DECIMAL =
      new Scalar<>(
          (out, it) -> {
            out.writeInt(it.scale());
            BIG_INTEGER.write(out, it.unscaledValue());
          },
          in -> {
            int scale = in.readInt();
            return new BigDecimal(BIG_INTEGER.read(in), scale);
          });
  public static final Scalar<MathContext> MATH_CONTEXT =
      new Scalar<>(
          (out, it) -> {
            out.writeInt(it.getPrecision());
            out.writeEnum(it.getRoundingMode());
          },
          in -> new MathContext(in.readInt(), in.readEnum(RoundingMode.class)));

  public static final Scalar<UUID> UUID =
      new Scalar<>(
          (out, it) -> {
            out.writeFixed(it.getMostSignificantBits());
            out.writeFixed(it.getLeastSignificantBits());
          },
          in -> new UUID(in.readFixed(), in.readFixed()));
  public static final Scalar<URI> URI = text(java.net.URI::toString, java.net.URI::create);
  public static final Scalar<Currency> CURRENCY =
      text(Currency::getCurrencyCode, Currency::getInstance);
  public static final Scalar<Locale> LOCALE =
      exactly(Locale::toLanguageTag, Locale::forLanguageTag);
  public static final Scalar<File> FILE = text(File::getPath, File::new);
  public static final Scalar<Path> PATH = exactly(Path::toString, Path::of);

  public static final Scalar<Duration> DURATION =
      new Scalar<>(
          (out, it) -> {
            out.writeLong(it.getSeconds());
            out.writeInt(it.getNano());
          },
          in -> Duration.ofSeconds(in.readLong(), in.readInt()));
  public static final Scalar<Period> PERIOD =
      new Scalar<>(
          (out, it) -> {
            out.writeInt(it.getYears());
            out.writeInt(it.getMonths());
            out.writeInt(it.getDays());
          },
          in -> Period.of(in.readInt(), in.readInt(), in.readInt()));
  public static final Scalar<Instant> INSTANT =
      new Scalar<>(
          (out, it) -> {
            out.writeLong(it.getEpochSecond());
            out.writeInt(it.getNano());
          },
          in -> Instant.ofEpochSecond(in.readLong(), in.readInt()));
  public static final Scalar<LocalDate> LOCAL_DATE =
      new Scalar<>(
          (out, it) -> out.writeLong(it.toEpochDay()), in -> LocalDate.ofEpochDay(in.readLong()));
  public static final Scalar<LocalTime> LOCAL_TIME =
      new Scalar<>(
          (out, it) -> out.writeLong(it.toNanoOfDay()), in -> LocalTime.ofNanoOfDay(in.readLong()));
  public static final Scalar<LocalDateTime> LOCAL_DATE_TIME =
      new Scalar<>(
          (out, it) -> {
            LOCAL_DATE.write(out, it.toLocalDate());
            LOCAL_TIME.write(out, it.toLocalTime());
          },
          in -> LocalDateTime.of(LOCAL_DATE.read(in), LOCAL_TIME.read(in)));
  public static final Scalar<ZoneOffset> ZONE_OFFSET =
      new Scalar<>(
          (out, it) -> out.writeInt(it.getTotalSeconds()),
          in -> ZoneOffset.ofTotalSeconds(in.readInt()));
  public static final Scalar<ZoneId> ZONE_ID = text(ZoneId::getId, ZoneId::of);
  public static final Scalar<OffsetTime> OFFSET_TIME =
      new Scalar<>(
          (out, it) -> {
            LOCAL_TIME.write(out, it.toLocalTime());
            ZONE_OFFSET.write(out, it.getOffset());
          },
          in -> OffsetTime.of(LOCAL_TIME.read(in), ZONE_OFFSET.read(in)));
  public static final Scalar<OffsetDateTime> OFFSET_DATE_TIME =
      new Scalar<>(
          (out, it) -> {
            LOCAL_DATE_TIME.write(out, it.toLocalDateTime());
            ZONE_OFFSET.write(out, it.getOffset());
          },
          in -> OffsetDateTime.of(LOCAL_DATE_TIME.read(in), ZONE_OFFSET.read(in)));

  /** The offset tells which of two equal local times is meant, as a clock is set back. */
  public static final Scalar<ZonedDateTime> ZONED_DATE_TIME =
      new Scalar<>(
          (out, it) -> {
            LOCAL_DATE_TIME.write(out, it.toLocalDateTime());
            ZONE_OFFSET.write(out, it.getOffset());
            ZONE_ID.write(out, it.getZone());
          },
          in ->
              ZonedDateTime.ofInstant(
                  LOCAL_DATE_TIME.read(in), ZONE_OFFSET.read(in), ZONE_ID.read(in)));

  public static final Scalar<Year> YEAR =
      new Scalar<>((out, it) -> out.writeInt(it.getValue()), in -> Year.of(in.readInt()));
  public static final Scalar<YearMonth> YEAR_MONTH =
      new Scalar<>(
          (out, it) -> {
            out.writeInt(it.getYear());
            out.writeInt(it.getMonthValue());
          },
          in -> YearMonth.of(in.readInt(), in.readInt()));
  public static final Scalar<MonthDay> MONTH_DAY =
      new Scalar<>(
          (out, it) -> {
            out.writeInt(it.getMonthValue());
            out.writeInt(it.getDayOfMonth());
          },
          in -> MonthDay.of(in.readInt(), in.readInt()));

  public static final Scalar<OptionalInt> OPTIONAL_INT =
      new Scalar<>(
          (out, it) -> {
            out.writeBoolean(it.isPresent());
            it.ifPresent(out::writeInt);
          },
          in -> in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty());
  public static final Scalar<OptionalLong> OPTIONAL_LONG =
      new Scalar<>(
          (out, it) -> {
            out.writeBoolean(it.isPresent());
            it.ifPresent(out::writeLong);
          },
          in -> in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty());
  public static final Scalar<OptionalDouble> OPTIONAL_DOUBLE =
      new Scalar<>(
          (out, it) -> {
            out.writeBoolean(it.isPresent());
            it.ifPresent(out::writeDouble);
          },
          in -> in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty());

  public static final Scalar<StringBuilder> STRING_BUILDER =
      text(StringBuilder::toString, StringBuilder::new);
  public static final Scalar<AtomicInteger> ATOMIC_INTEGER =
      new Scalar<>((out, it) -> out.writeInt(it.get()), in -> new AtomicInteger(in.readInt()));
  public static final Scalar<AtomicLong> ATOMIC_LONG =
      new Scalar<>((out, it) -> out.writeLong(it.get()), in -> new AtomicLong(in.readLong()));
  public static final Scalar<BitSet> BIT_SET =
      new Scalar<>(
          (out, it) -> LONGS.write(out, it.toLongArray()), in -> BitSet.valueOf(LONGS.read(in)));
  public static final Scalar<IntSummaryStatistics> INT_SUMMARY_STATISTICS =
      new Scalar<>(
          (out, it) -> {
            out.writeLong(it.getCount());
            out.writeInt(it.getMin());
            out.writeInt(it.getMax());
            out.writeLong(it.getSum());
          },
          in -> new IntSummaryStatistics(in.readLong(), in.readInt(), in.readInt(), in.readLong()));
  public static final Scalar<LongSummaryStatistics> LONG_SUMMARY_STATISTICS =
      new Scalar<>(
          (out, it) -> {
            out.writeLong(it.getCount());
            out.writeLong(it.getMin());
            out.writeLong(it.getMax());
            out.writeLong(it.getSum());
          },
          in ->
              new LongSummaryStatistics(
                  in.readLong(), in.readLong(), in.readLong(), in.readLong()));

  private final BiConsumer<SavedWriter, T> write;
  private final Function<SavedReader, T> read;

  private Scalar(BiConsumer<SavedWriter, T> write, Function<SavedReader, T> read) {
    this.write = write;
    this.read = read;
  }

  void write(SavedWriter out, T value) {
    write.accept(out, value);
  }

  T read(SavedReader in) {
    return read.apply(in);
  }

  private static <T> Scalar<T> text(Function<T, String> toText, Function<String, T> ofText) {
    return new Scalar<>(
        (out, it) -> out.writeString(toText.apply(it)),
        in -> ofText.apply(present(in.readString())));
  }

  /** The same for a type of which some values are more than their text. */
  private static <T> Scalar<T> exactly(Function<T, String> toText, Function<String, T> ofText) {
    Scalar<T> text = text(toText, ofText);
    return new Scalar<>(
        (out, it) -> {
          if (!it.equals(ofText.apply(toText.apply(it)))) {
            throw new SavedRunException(
                it.getClass().getName()
                    + " '"
                    + it
                    + "' cannot be saved: it is more than its text");
          }
          text.write(out, it);
        },
        text.read);
  }

  private interface WriteAt<A> {
    void write(SavedWriter out, A array, int index);
  }

  private interface ReadAt<A> {
    void read(SavedReader in, A array, int index);
  }

  private static <A> Scalar<A> array(
      IntFunction<A> empty, ToIntFunction<A> length, WriteAt<A> write, ReadAt<A> read) {
    return new Scalar<>(
        (out, it) -> {
          int size = length.applyAsInt(it);
          out.writeInt(size);
          for (int i = 0; i < size; i++) {
            write.write(out, it, i);
          }
        },
        in -> {
          int size = in.readSize();
          A array = empty.apply(size);
          for (int i = 0; i < size; i++) {
            read.read(in, array, i);
          }
          return array;
        });
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new SavedRunException("The saved run is damaged: a value is missing");
    }
    return value;
  }
}
