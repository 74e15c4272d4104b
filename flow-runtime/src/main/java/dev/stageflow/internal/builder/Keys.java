package dev.stageflow.internal.builder;

import dev.stageflow.FlowKey;
import dev.stageflow.internal.plan.FlowPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that keys name. Immutable, so that builders can share it; adding a key and finding one
 * take a number of steps that grows with the logarithm of the number of keys.
 *
 * <p>A trie over the bits of the keys' hashes. Each key that is added is the root of the trie from
 * then on, and holds the path to itself: for each bit, the keys whose hashes are the same up to
 * that bit, and differ in it.
 */
final class Keys {
  private final FlowKey<?> key;
  private final int hash;
  private final int value;

  /** For each bit, the lowest first, the last such key that was added; the rest are null. */
  private final @Nullable Keys[] differing;

  /** The last key of the same hash that was added before. */
  private final @Nullable Keys same;

  private Keys(@Nullable Keys before, FlowKey<?> key, int value) {
    this.key = key;
    this.hash = key.hashCode();
    this.value = value;
    List<@Nullable Keys> path = new ArrayList<>();
    Keys other = before;
    while (other != null && other.hash != hash) {
      int bit = other.bitThatDiffers(hash);
      copy(other, bit, path);
      path.add(other);
      other = other.differingAt(bit);
    }
    if (other != null) {
      copy(other, other.differing.length, path);
    }
    same = other;
    differing = path.toArray(new Keys[0]);
  }

  private static void copy(Keys other, int end, List<@Nullable Keys> path) {
    while (path.size() < end) {
      path.add(other.differingAt(path.size()));
    }
  }

  private int bitThatDiffers(int other) {
    return Integer.numberOfTrailingZeros(hash ^ other);
  }

  private @Nullable Keys differingAt(int bit) {
    return bit < differing.length ? differing[bit] : null;
  }

  /** Returns the same keys and one more. */
  static Keys plus(@Nullable Keys keys, FlowKey<?> key, int value) {
    return new Keys(keys, key, value);
  }

  /** Returns the value that a key names, the last one if there are several. */
  static int find(@Nullable Keys keys, FlowKey<?> key) {
    int hash = key.hashCode();
    Keys found = keys;
    while (found != null && !found.key.equals(key)) {
      found = found.hash == hash ? found.same : found.differingAt(found.bitThatDiffers(hash));
    }
    return found == null ? FlowPlan.NO_VALUE : found.value;
  }
}
