package dev.stageflow.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** What has come of each key: how many numbers, their sum, and a hash that shows each of them. */
@FlowDefinition(keyed = true)
class DigestReport {
  static final int KEYS = 7;

  /** How many elements were begun with, by all runs of this JVM. */
  static final AtomicLong BEGUN = new AtomicLong();

  /** Changed in place, so that a state that was not copied would show. */
  public static final class Digest {
    public long key;
    public long count;
    public long sum;
    public long hash;

    static Digest of(long key) {
      Digest digest = new Digest();
      digest.key = key;
      return digest;
    }

    Digest add(long number) {
      count++;
      sum += number;
      hash += Long.rotateLeft(number * 0x9E3779B97F4A7C15L, 31) * 0xBF58476D1CE4E5B9L;
      return this;
    }

    static Digest plus(Digest a, Digest b) {
      Digest both = of(a.key);
      both.count = a.count + b.count;
      both.sum = a.sum + b.sum;
      both.hash = a.hash + b.hash;
      return both;
    }

    @Override
    public String toString() {
      return key + ": " + count + " = " + sum;
    }
  }

  static long keyOf(long element) {
    return element % KEYS;
  }

  @Sequence
  long[] numbers(Long element) {
    BEGUN.incrementAndGet();
    return new long[] {element, 10 * element, -1};
  }

  @Filter
  boolean positive(long number) {
    return number > 0;
  }

  @Accumulate
  void add(Digest digest, long number) {
    digest.add(number);
  }

  @Function
  Digest keyed(Digest digest, @Upstream("input") Long latest) {
    digest.key = keyOf(latest);
    return digest;
  }

  /** What each key should come to, of the elements up to one. */
  static List<Digest> expected(long elements) {
    List<Digest> all = LongStream.range(0, KEYS).mapToObj(Digest::of).toList();
    LongStream.range(1, elements).forEach(it -> all.get((int) keyOf(it)).add(it).add(10 * it));
    return all;
  }
}
