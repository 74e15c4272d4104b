package dev.stageflow.internal.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.stageflow.SavedRunException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Bytes that are no saved run, or not whole, give a {@link SavedRunException} and nothing else. */
class DamagedRunTest {
  private static final int TRIES = Integer.getInteger("stageflow.fuzz.size", 5_000);

  /** A tree with values of many types in it. */
  private record Tree(
      List<Tree> branches,
      Map<String, BigDecimal> prices,
      ZonedDateTime time,
      DayOfWeek day,
      UUID id,
      int[] sizes,
      String[][] texts,
      TreeSet<String> names,
      Optional<byte[]> bytes) {

    Tree {
      if (sizes != null && sizes.length > 3) {
        throw new IllegalArgumentException("too many");
      }
    }

    static void write(SavedWriter out, Tree value) {
      if (out.begins(value)) {
        out.writeCollection(value.branches(), Tree::write);
        out.writeMap(
            value.prices(),
            SavedWriter::writeString,
            (to, it) -> to.writeScalar(it, Scalar.BIG_DECIMAL));
        out.writeScalar(value.time(), Scalar.ZONED_DATE_TIME);
        out.writeEnum(value.day());
        out.writeScalar(value.id(), Scalar.UUID);
        out.writeScalar(value.sizes(), Scalar.INTS);
        out.writeArray(value.texts(), (to, it) -> to.writeArray(it, SavedWriter::writeString));
        out.writeCollection(value.names(), SavedWriter::writeString);
        out.writeOptional(value.bytes(), SavedWriter::writeBytes);
        out.ends();
      }
    }

    static Tree read(SavedReader in) {
      return in.begins()
          ? in.ends(
              new Tree(
                  in.readList(Tree::read),
                  in.readMap(SavedReader::readString, from -> from.readScalar(Scalar.BIG_DECIMAL)),
                  in.readScalar(Scalar.ZONED_DATE_TIME),
                  in.readEnum(DayOfWeek.class),
                  in.readScalar(Scalar.UUID),
                  in.readScalar(Scalar.INTS),
                  in.readArray(
                      String[][]::new,
                      from -> from.readArray(String[]::new, SavedReader::readString)),
                  in.readInto(new TreeSet<String>(), SavedReader::readString),
                  in.readOptional(SavedReader::readBytes)))
          : null;
    }
  }

  private static Tree tree(int depth) {
    List<Tree> branches = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      branches.add(tree(depth - 1));
    }
    return new Tree(
        branches,
        Map.of("a", new BigDecimal("1.5"), "\ud800", BigDecimal.TEN.pow(30)),
        ZonedDateTime.of(2026, 11, 27, 4, 20, 0, 0, ZoneId.of("Europe/Berlin")),
        DayOfWeek.FRIDAY,
        new UUID(1, -1),
        new int[] {1, -70_000},
        new String[][] {{"x", null}, {}},
        new TreeSet<>(List.of("n", "m")),
        Optional.of(new byte[] {1, 2}));
  }

  private static byte[] saved() {
    SavedWriter out = new SavedWriter();
    Tree.write(out, tree(3));
    return out.toBytes();
  }

  /** The bytes with a checksum that fits, as somebody could forge them. */
  private static byte[] checked(byte[] bytes) {
    byte[] whole = Arrays.copyOf(bytes, bytes.length);
    int size = whole.length - Integer.BYTES;
    CRC32C checksum = new CRC32C();
    checksum.update(whole, 0, size);
    ByteBuffer.wrap(whole).putInt(size, (int) checksum.getValue());
    return whole;
  }

  private static boolean isRead(byte[] bytes, long seed) {
    try {
      SavedReader.read(bytes, Tree::read);
      return true;
    } catch (SavedRunException told) {
      assertThat(told.getMessage()).isNotBlank();
      return false;
    } catch (Throwable other) {
      return fail("seed " + seed, other);
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged =
        random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
    for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] =
          random.nextBoolean() ? (byte) random.nextInt() : (byte) -1;
    }
    return damaged;
  }

  @Test
  void damagedBytesAreNeverRead() {
    byte[] whole = saved();
    for (int seed = 0; seed < TRIES; seed++) {
      byte[] damaged = damaged(whole, new Random(seed));
      assertThat(isRead(damaged, seed)).isEqualTo(Arrays.equals(damaged, whole));
    }
  }

  @Test
  void forgedBytesGiveAValueOrTheException() {
    byte[] whole = saved();
    int read = 0;
    for (int seed = 0; seed < TRIES; seed++) {
      byte[] damaged = damaged(whole, new Random(seed));
      if (damaged.length > Integer.BYTES && isRead(checked(damaged), seed)) {
        read++;
      }
    }
    assertThat(read).isBetween(TRIES / 100, TRIES - TRIES / 10);
  }

  @Test
  void randomBytesAreNoSavedRun() {
    for (int seed = 0; seed < TRIES; seed++) {
      Random random = new Random(seed);
      byte[] foreign = new byte[random.nextInt(64)];
      random.nextBytes(foreign);
      assertThat(isRead(foreign, seed)).isFalse();
    }
  }

  @Test
  void aForgedSizeTakesNoMemory() {
    for (int size : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, -3, Integer.MIN_VALUE}) {
      SavedWriter out = new SavedWriter();
      out.begins("a tree");
      out.writeByte((byte) 1);
      out.writeInt(size);
      assertThat(isRead(out.toBytes(), size)).isFalse();
    }
  }

  @Test
  void forgedLevelsTakeNoStack() {
    SavedWriter out = new SavedWriter();
    for (int i = 0; i < 1_000_000; i++) {
      out.writeBoolean(true);
      out.writeByte((byte) 1);
      out.writeInt(1);
    }
    assertThat(isRead(out.toBytes(), 0)).isFalse();
  }

  private static void isRefused(byte[] bytes, String message) {
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> SavedReader.read(bytes, Tree::read))
        .withMessage(message);
  }

  @Test
  void theMessageSaysWhatIsWrong() {
    byte[] whole = saved();
    isRefused(new byte[3], "These 3 bytes are not a saved run");
    isRefused(new byte[40], "These 40 bytes are not a saved run");
    byte[] cut = Arrays.copyOf(whole, 100);
    isRefused(cut, "The saved run is damaged: the checksum of its 100 bytes is wrong");
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> SavedReader.read(checked(cut), Tree::read))
        .withMessageStartingWith("The saved run is cut or damaged: ");
    byte[] later = whole.clone();
    later[4] = 2;
    isRefused(later, "The run was saved in form 2, and this version of Stageflow reads form 1");
    SavedWriter longer = new SavedWriter();
    Tree.write(longer, null);
    longer.writeInt(1);
    isRefused(longer.toBytes(), "The saved run has 1 bytes more than are expected");
  }

  @Test
  void anUnknownConstantIsNamed() {
    SavedWriter out = new SavedWriter();
    out.writeString("FUNDAY");
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(() -> SavedReader.read(out.toBytes(), in -> in.readEnum(DayOfWeek.class)))
        .withMessageStartingWith("java.time.DayOfWeek has no constant 'FUNDAY', which was saved");
  }

  @Test
  void whatARecordsConstructorThrowsIsTheCause() {
    SavedWriter out = new SavedWriter();
    out.writeScalar(new int[4], Scalar.INTS);
    assertThatExceptionOfType(SavedRunException.class)
        .isThrownBy(
            () ->
                SavedReader.read(
                    out.toBytes(),
                    in ->
                        new Tree(
                            null,
                            null,
                            null,
                            null,
                            null,
                            in.readScalar(Scalar.INTS),
                            null,
                            null,
                            null)))
        .withMessage(
            "A saved value could not be made again: java.lang.IllegalArgumentException: too many")
        .withCauseInstanceOf(IllegalArgumentException.class);
  }
}
