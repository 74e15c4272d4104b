package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What is around the values of a saved run: a sign that it is one, the version of the form, and at
 * the end a checksum of all before, so that nothing is made of bytes that are damaged or foreign.
 */
final class Envelope {
  private static final byte[] SIGN = {'F', 'l', 'o', 'w'};
  private static final byte VERSION = 1;
  private static final int HEAD = SIGN.length + 1;

  private Envelope() {}

  /** Writes what comes before the values; returns how much that is. */
  static int open(byte[] bytes) {
    System.arraycopy(SIGN, 0, bytes, 0, SIGN.length);
    bytes[SIGN.length] = VERSION;
    return HEAD;
  }

  /** The bytes with what comes after the values. */
  static byte[] close(byte[] bytes, int size) {
    byte[] whole = Arrays.copyOf(bytes, Math.addExact(size, Integer.BYTES));
    ByteBuffer.wrap(whole).putInt(size, checksum(whole, size));
    return whole;
  }

  /**
   * The values in a saved run.
   *
   * @throws SavedRunException if it is none, or not whole
   */
  static ByteBuffer contents(byte[] bytes) {
    int size = bytes.length - Integer.BYTES;
    if (size < HEAD || !Arrays.equals(SIGN, Arrays.copyOf(bytes, SIGN.length))) {
      throw new SavedRunException("These " + bytes.length + " bytes are not a saved run");
    }
    if (bytes[SIGN.length] != VERSION) {
      throw new SavedRunException(
          "The run was saved in form "
              + bytes[SIGN.length]
              + ", and this version of Stageflow reads form "
              + VERSION);
    }
    if (ByteBuffer.wrap(bytes).getInt(size) != checksum(bytes, size)) {
      throw new SavedRunException(
          "The saved run is damaged: the checksum of its " + bytes.length + " bytes is wrong");
    }
    return ByteBuffer.wrap(bytes, HEAD, size - HEAD);
  }

  private static int checksum(byte[] bytes, int size) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, size);
    return (int) checksum.getValue();
  }
}
