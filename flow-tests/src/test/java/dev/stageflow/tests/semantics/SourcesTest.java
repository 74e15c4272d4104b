package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Everything that a sequence may give is walked from its first element to its last. */
class SourcesTest {

  record RandomAccessList(Journal journal) {
    @Sequence
    List<Integer> elements(int n) {
      journal.note("elements", n);
      return List.of(n, n + 1);
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksRandomAccessList() {
    return Scenario.of(RandomAccessList::new)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record SequentialList(Journal journal) {
    @Sequence
    List<Integer> elements(int n) {
      journal.note("elements", n);
      return new LinkedList<>(List.of(n, n + 1));
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksSequentialList() {
    return Scenario.of(SequentialList::new)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record CollectionOfBoxes(Journal journal) {
    @Sequence
    Collection<Integer> elements(int n) {
      journal.note("elements", n);
      return new TreeSet<>(List.of(n, n + 1));
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksCollectionOfBoxes() {
    return Scenario.of(CollectionOfBoxes::new)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record PlainIterable(Journal journal) {
    @Sequence
    Iterable<Integer> elements(int n) {
      journal.note("elements", n);
      return journal.asking("it", n, n + 1);
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksPlainIterable() {
    return Scenario.of(PlainIterable::new)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) ask(it) out(<3>) ask(it) out(<4>) ask(it) end");
  }

  record ListOfWildcard(Journal journal) {
    @Sequence
    List<? extends Number> elements(int n) {
      journal.note("elements", n);
      return List.of(n, n + 1);
    }

    @Function
    String text(Number element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksListOfWildcard() {
    return Scenario.of(ListOfWildcard::new)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record PlainIterator(Journal journal) {
    @Sequence
    Iterator<Integer> elements(int n) {
      journal.note("elements", n);
      return List.of(n, n + 1).iterator();
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksPlainIterator() {
    return Scenario.of(PlainIterator::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record PausingIterator(Journal journal) {
    @Sequence
    FlowIterator<Integer> elements(int n) {
      journal.note("elements", n);
      return journal.iterator("it", n, n + 1);
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksPausingIterator() {
    return Scenario.of(PausingIterator::new)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) next(it) out(<3>) next(it) out(<4>) next(it) close(it) end");
  }

  record ObjectArray(Journal journal) {
    @Sequence
    Integer[] elements(int n) {
      journal.note("elements", n);
      return new Integer[] {n, null, n + 1};
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksObjectArray() {
    return Scenario.of(ObjectArray::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record ObjectStream(Journal journal) {
    @Sequence
    Stream<Integer> elements(int n) {
      journal.note("elements", n);
      return Stream.of(n, n + 1).onClose(journal.closing("it"));
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksObjectStream() {
    return Scenario.of(ObjectStream::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) close(it) end");
  }

  record FullOptional(Journal journal) {
    @Sequence
    Optional<Integer> elements(int n) {
      journal.note("elements", n);
      return Optional.of(n);
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksFullOptional() {
    return Scenario.of(FullOptional::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) end");
  }

  record EmptyOptional(Journal journal) {
    @Sequence
    Optional<Integer> elements(int n) {
      journal.note("elements", n);
      return Optional.empty();
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksEmptyOptional() {
    return Scenario.of(EmptyOptional::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) end");
  }

  record IntArray(Journal journal) {
    @Sequence
    int[] elements(int n) {
      journal.note("elements", n);
      return new int[] {n, n + 1};
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  record LongArray(Journal journal) {
    @Sequence
    long[] elements(int n) {
      journal.note("elements", n);
      return new long[] {n, n + 1L};
    }

    @Function
    String text(long element) {
      return "<" + element + ">";
    }
  }

  record DoubleArray(Journal journal) {
    @Sequence
    double[] elements(int n) {
      journal.note("elements", n);
      return new double[] {n, n + 1.0};
    }

    @Function
    String text(double element) {
      return "<" + element + ">";
    }
  }

  record FloatArray(Journal journal) {
    @Sequence
    float[] elements(int n) {
      journal.note("elements", n);
      return new float[] {n, n + 1f};
    }

    @Function
    String text(float element) {
      return "<" + element + ">";
    }
  }

  record ByteArray(Journal journal) {
    @Sequence
    byte[] elements(int n) {
      journal.note("elements", n);
      return new byte[] {(byte) n, (byte) (n + 1)};
    }

    @Function
    String text(byte element) {
      return "<" + element + ">";
    }
  }

  record ShortArray(Journal journal) {
    @Sequence
    short[] elements(int n) {
      journal.note("elements", n);
      return new short[] {(short) n, (short) (n + 1)};
    }

    @Function
    String text(short element) {
      return "<" + element + ">";
    }
  }

  record CharArray(Journal journal) {
    @Sequence
    char[] elements(int n) {
      journal.note("elements", n);
      return new char[] {(char) ('0' + n), (char) ('1' + n)};
    }

    @Function
    String text(char element) {
      return "<" + element + ">";
    }
  }

  record BooleanArray(Journal journal) {
    @Sequence
    boolean[] elements(int n) {
      journal.note("elements", n);
      return new boolean[] {n > 0, n <= 0};
    }

    @Function
    String text(boolean element) {
      return "<" + element + ">";
    }
  }

  record Ints(Journal journal) {
    @Sequence
    IntStream elements(int n) {
      journal.note("elements", n);
      return IntStream.of(n, n + 1).onClose(journal.closing("it"));
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksInts() {
    return Scenario.of(Ints::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) close(it) end");
  }

  record Longs(Journal journal) {
    @Sequence
    LongStream elements(int n) {
      journal.note("elements", n);
      return LongStream.of(n, n + 1L).onClose(journal.closing("it"));
    }

    @Function
    String text(long element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksLongs() {
    return Scenario.of(Longs::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) close(it) end");
  }

  record Doubles(Journal journal) {
    @Sequence
    DoubleStream elements(int n) {
      journal.note("elements", n);
      return DoubleStream.of(n, n + 1.0).onClose(journal.closing("it"));
    }

    @Function
    String text(double element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksDoubles() {
    return Scenario.of(Doubles::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3.0>) out(<4.0>) close(it) end");
  }

  record IntIterator(Journal journal) {
    @Sequence
    PrimitiveIterator.OfInt elements(int n) {
      journal.note("elements", n);
      return IntStream.of(n, n + 1).iterator();
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksIntIterator() {
    return Scenario.of(IntIterator::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record LongIterator(Journal journal) {
    @Sequence
    PrimitiveIterator.OfLong elements(int n) {
      journal.note("elements", n);
      return LongStream.of(n, n + 1L).iterator();
    }

    @Function
    String text(long element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksLongIterator() {
    return Scenario.of(LongIterator::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  record DoubleIterator(Journal journal) {
    @Sequence
    PrimitiveIterator.OfDouble elements(int n) {
      journal.note("elements", n);
      return DoubleStream.of(n, n + 1.0).iterator();
    }

    @Function
    String text(double element) {
      return "<" + element + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> walksDoubleIterator() {
    return Scenario.of(DoubleIterator::new)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3.0>) out(<4.0>) end");
  }

  record FullInt(Journal journal) {
    @Sequence
    OptionalInt elements(int n) {
      journal.note("elements", n);
      return OptionalInt.of(n);
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  record EmptyInt(Journal journal) {
    @Sequence
    OptionalInt elements(int n) {
      journal.note("elements", n);
      return OptionalInt.empty();
    }

    @Function
    String text(int element) {
      return "<" + element + ">";
    }
  }

  record FullLong(Journal journal) {
    @Sequence
    OptionalLong elements(int n) {
      journal.note("elements", n);
      return OptionalLong.of(n);
    }

    @Function
    String text(long element) {
      return "<" + element + ">";
    }
  }

  record EmptyLong(Journal journal) {
    @Sequence
    OptionalLong elements(int n) {
      journal.note("elements", n);
      return OptionalLong.empty();
    }

    @Function
    String text(long element) {
      return "<" + element + ">";
    }
  }

  record FullDouble(Journal journal) {
    @Sequence
    OptionalDouble elements(int n) {
      journal.note("elements", n);
      return OptionalDouble.of(n);
    }

    @Function
    String text(double element) {
      return "<" + element + ">";
    }
  }

  record EmptyDouble(Journal journal) {
    @Sequence
    OptionalDouble elements(int n) {
      journal.note("elements", n);
      return OptionalDouble.empty();
    }

    @Function
    String text(double element) {
      return "<" + element + ">";
    }
  }

  record Entries(Journal journal) {
    @Sequence
    Map<String, Integer> entries(List<String> words) {
      journal.note("entries", words);
      Map<String, Integer> lengths = new TreeMap<>();
      words.forEach(word -> lengths.put(word, word.length()));
      return lengths;
    }

    @Function
    String text(Map.Entry<String, Integer> entry) {
      return entry.getKey() + ":" + entry.getValue();
    }
  }

  @TestFactory
  Stream<DynamicNode> walksTheEntriesOfAMap() {
    return Scenario.of(Entries::new)
        .built(
            d ->
                Flow.<List<String>>begin()
                    .sequenceFrom(words -> FlowIterator.of(d.entries(words)))
                    .function(d::text)
                    .build())
        .given(Arrays.asList("bb", "a"))
        .tells("entries([bb,a]) out(a:1) out(bb:2) end");
  }
}
