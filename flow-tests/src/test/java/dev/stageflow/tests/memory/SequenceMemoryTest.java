package dev.stageflow.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * How many bytes a run allocates for each item of a sequence, and for each inner sequence: nothing
 * but what the source does.
 */
class SequenceMemoryTest {
  /** As large as the iterator of an {@link ArrayList}. */
  private static final double ITERATOR = 32;

  /** As large as a {@code Long}. */
  private static final double BOX = 24;

  /** After so many items a frame comes back to its stack. */
  private static final double UNTIMED_STEPS = 1_024;

  /** Out of an array. */
  static class OfArray {
    @Sequence
    long[] numbers(long[] numbers) {
      return numbers;
    }

    @Function
    long tripled(long number) {
      return 3 * number;
    }

    @Filter
    boolean isEven(long number) {
      return number % 2 == 0;
    }

    @Accumulate
    long sum(long sum, long number) {
      return sum + number;
    }
  }

  /** Out of an iterator of primitives. */
  static class OfIterator {
    @Sequence
    PrimitiveIterator.OfLong numbers(int count) {
      return new Counting(count);
    }

    @Accumulate
    long sum(long sum, long number) {
      return sum + number;
    }
  }

  private static final class Counting implements PrimitiveIterator.OfLong {
    private final long count;
    private long next;

    Counting(long count) {
      this.count = count;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public long nextLong() {
      return next++;
    }
  }

  /** Out of a stream. */
  static class OfStream {
    @Sequence
    LongStream numbers(int count) {
      return LongStream.range(0, count);
    }

    @Accumulate
    long sum(long sum, long number) {
      return sum + number;
    }
  }

  /** Out of a list. */
  static class OfList {
    @Sequence
    List<String> words(List<String> words) {
      return words;
    }

    @Filter
    boolean isKept(String word) {
      return !word.isEmpty();
    }

    @Function
    String trimmed(String word) {
      return word.trim();
    }

    @Accumulate
    int longest(int longest, String word) {
      return Math.max(longest, word.length());
    }
  }

  /** A customer's orders. */
  record Customer(int discount, List<Order> orders) {}

  /** An order's lines, in cents. */
  record Order(int fee, List<Integer> lines) {}

  /** Three sequences in one another, each with a context and an accumulate. */
  static class Region {
    @Context
    @Sequence
    List<Customer> customers(List<Customer> customers) {
      return customers;
    }

    @Context
    @Sequence
    List<Order> orders(Customer customer) {
      return customer.orders();
    }

    @Context
    @Sequence
    List<Integer> lines(Order order) {
      return order.lines();
    }

    @Function
    long price(int cents, @Upstream Order order) {
      return cents + order.fee();
    }

    @Accumulate
    long orderTotal(long total, long price) {
      return total + price;
    }

    @Accumulate
    long customerTotal(long total, long order) {
      return total + order;
    }

    @Function
    long payable(long total, @Upstream Customer customer) {
      return total - customer.discount();
    }

    @Accumulate
    long regionTotal(long total, long customer) {
      return total + customer;
    }
  }

  /** The same of arrays, which need no iterator. */
  static class Matrix {
    @Context
    @Sequence
    long[][] rows(long[][] rows) {
      return rows;
    }

    @Sequence
    long[] numbers(long[] row) {
      return row;
    }

    @Accumulate
    long sum(long sum, long number) {
      return sum + number;
    }

    @Accumulate
    long largest(long largest, long sum) {
      return Math.max(largest, sum);
    }
  }

  /** Counts the letters of each word in a map. */
  static class Letters {
    @Sequence
    List<List<String>> words(List<List<String>> words) {
      return words;
    }

    @Context
    @Sequence
    List<String> letters(List<String> word) {
      return word;
    }

    @Accumulate
    void count(Map<String, Integer> counts, String letter) {
      counts.merge(letter, 1, Integer::sum);
    }

    @Function
    int score(Map<String, Integer> counts) {
      return counts.size();
    }

    @Accumulate
    int best(int best, int score) {
      return Math.max(best, score);
    }
  }

  private final SequenceMemoryTest_OfArrayFlow ofArray = SequenceMemoryTest_OfArrayFlow.create();
  private final SequenceMemoryTest_OfListFlow ofList = SequenceMemoryTest_OfListFlow.create();
  private final SequenceMemoryTest_OfIteratorFlow ofIterator =
      SequenceMemoryTest_OfIteratorFlow.create();
  private final SequenceMemoryTest_OfStreamFlow ofStream = SequenceMemoryTest_OfStreamFlow.create();
  private final SequenceMemoryTest_RegionFlow region = SequenceMemoryTest_RegionFlow.create();
  private final SequenceMemoryTest_MatrixFlow matrix = SequenceMemoryTest_MatrixFlow.create();
  private final SequenceMemoryTest_LettersFlow letters = SequenceMemoryTest_LettersFlow.create();

  /** What the loop by hand walks, so that no compiler leaves the iterator out. */
  private @Nullable Iterator<String> walked;

  /** Large enough that none of them is boxed for all. */
  private static long[] numbers(int count) {
    return LongStream.range(1_000, 1_000 + count).toArray();
  }

  private static <T> List<T> listOf(int count, T element) {
    return new ArrayList<>(Collections.nCopies(count, element));
  }

  private static List<Customer> customers(int count, int orders, int lines) {
    return listOf(count, new Customer(1, listOf(orders, new Order(1, listOf(lines, 100)))));
  }

  private static List<List<String>> words(int count) {
    return listOf(count, new ArrayList<>(List.of("f", "l", "o", "o", "r")));
  }

  // Of one sequence.

  @Test
  void theItemsOfAnArrayTakeNothing() throws Exception {
    assertThat(AllocatedBytes.ofItem(SequenceMemoryTest::numbers, ofArray::single)).isZero();
  }

  @Test
  void theItemsOfAListTakeNothing() throws Exception {
    assertThat(AllocatedBytes.ofItem(count -> listOf(count, "word"), ofList::single)).isZero();
  }

  @Test
  void theItemsOfAnIteratorTakeNothing() throws Exception {
    assertThat(AllocatedBytes.ofItem(count -> count, ofIterator::single)).isZero();
  }

  @Test
  void theItemsOfAStreamTakeOneHolderForAThousand() throws Exception {
    assertThat(AllocatedBytes.ofItem(count -> count, ofStream::single))
        .isBetween(0.0, 24 / UNTIMED_STEPS);
  }

  @Test
  void aRunOfAThousandItemsTakesLittle() throws Exception {
    long[] numbers = numbers(1_000);
    List<String> list = listOf(1_000, "word");
    assertThat(AllocatedBytes.ofRun(() -> ofArray.single(numbers))).isBetween(1L, 280L);
    assertThat(AllocatedBytes.ofRun(() -> ofList.single(list))).isBetween(1L, 280L);
    assertThat(AllocatedBytes.ofRun(() -> ofIterator.single(1_000))).isBetween(1L, 320L);
    assertThat(AllocatedBytes.ofRun(() -> ofStream.single(1_000))).isBetween(1L, 416L);
  }

  // Of nested ones.

  @Test
  void anInnerListTakesItsIterator() throws Exception {
    assertThat(AllocatedBytes.ofItem(count -> customers(count, 1, 1), region::single))
        .isBetween(0.0, 2 * ITERATOR);
    assertThat(AllocatedBytes.ofItem(count -> customers(count, 10, 10), region::single))
        .isBetween(0.0, 11 * ITERATOR);
    assertThat(AllocatedBytes.ofItem(count -> customers(1, 1, count), region::single)).isZero();
  }

  @Test
  void anInnerArrayTakesNothing() throws Exception {
    assertThat(AllocatedBytes.ofItem(rows -> new long[rows][10], matrix::single)).isZero();
  }

  @Test
  void aMapOfEachInnerListTakesNoMoreThanByHand() throws Exception {
    double byHand = AllocatedBytes.ofItem(SequenceMemoryTest::words, this::bestByHand);
    assertThat(AllocatedBytes.ofItem(SequenceMemoryTest::words, letters::single))
        .isBetween(1.0, byHand);
  }

  private int bestByHand(List<List<String>> words) {
    Letters stages = new Letters();
    int best = 0;
    for (List<String> word : words) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      Iterator<String> walking = word.iterator();
      walked = walking;
      while (walking.hasNext()) {
        stages.count(counts, walking.next());
      }
      best = stages.best(best, stages.score(counts));
    }
    return best;
  }

  // Of built flows.

  @Test
  void theItemsOfABuiltFlowTakeNothing() throws Exception {
    OfList stages = new OfList();
    Flow<List<String>, Integer> built =
        Flow.<List<String>>begin()
            .sequence(stages::words)
            .filter(stages::isKept)
            .function(stages::trimmed)
            .accumulate(() -> 0, stages::longest)
            .build();
    assertThat(AllocatedBytes.ofItem(count -> listOf(count, "word"), built::single)).isZero();
  }

  @Test
  void theItemsOfABuiltFlowAreBoxedByItsFunctions() throws Exception {
    OfArray stages = new OfArray();
    Flow<List<Long>, Long> built =
        Flow.<List<Long>>begin()
            .sequence(numbers -> numbers)
            .function(stages::tripled)
            .filter(stages::isEven)
            .accumulate(() -> 0L, stages::sum)
            .build();
    assertThat(AllocatedBytes.ofItem(count -> listOf(count, 1_000L), built::single))
        .isBetween(0.0, 2 * BOX);
  }

  @Test
  void anInnerListOfABuiltFlowTakesItsIterator() throws Exception {
    Flow<List<Order>, Integer> built =
        Flow.<List<Order>>begin()
            .sequence(orders -> orders)
            .sequence(Order::lines)
            .accumulate(() -> 0, Math::max)
            .build();
    assertThat(
            AllocatedBytes.ofItem(count -> listOf(count, new Order(1, List.of(1))), built::single))
        .isBetween(0.0, ITERATOR);
    assertThat(
            AllocatedBytes.ofItem(count -> List.of(new Order(1, listOf(count, 1))), built::single))
        .isZero();
  }
}
