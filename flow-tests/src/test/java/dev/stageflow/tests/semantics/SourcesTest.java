package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.annotation.FlowDefinition;
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
@SuppressWarnings("Flow/NotResumable") // passing over what was taken is tested too
class SourcesTest {

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_RandomAccessListFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_SequentialListFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_CollectionOfBoxesFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_PlainIterableFlow::of)
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
        .generated(SourcesTest_ListOfWildcardFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::elements).function(d::text).build())
        .given(3)
        .notSaved("it is not known what a Number is")
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_PlainIteratorFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_PausingIteratorFlow::of)
        .built(d -> Flow.<Integer>begin().sequenceFrom(d::elements).function(d::text).build())
        .given(3)
        .tells("elements(3) next(it) out(<3>) next(it) out(<4>) next(it) close(it) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_ObjectArrayFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_ObjectStreamFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) close(it) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_FullOptionalFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_EmptyOptionalFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksIntArray() {
    return Scenario.of(IntArray::new)
        .generated(SourcesTest_IntArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksLongArray() {
    return Scenario.of(LongArray::new)
        .generated(SourcesTest_LongArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksDoubleArray() {
    return Scenario.of(DoubleArray::new)
        .generated(SourcesTest_DoubleArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<3.0>) out(<4.0>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksFloatArray() {
    return Scenario.of(FloatArray::new)
        .generated(SourcesTest_FloatArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<3.0>) out(<4.0>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksByteArray() {
    return Scenario.of(ByteArray::new)
        .generated(SourcesTest_ByteArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksShortArray() {
    return Scenario.of(ShortArray::new)
        .generated(SourcesTest_ShortArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksCharArray() {
    return Scenario.of(CharArray::new)
        .generated(SourcesTest_CharArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksBooleanArray() {
    return Scenario.of(BooleanArray::new)
        .generated(SourcesTest_BooleanArrayFlow::of)
        .given(3)
        .tells("elements(3) out(<true>) out(<false>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_IntsFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) close(it) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_LongsFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) close(it) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_DoublesFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3.0>) out(<4.0>) close(it) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_IntIteratorFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_LongIteratorFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3>) out(<4>) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_DoubleIteratorFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.elements(n)))
                    .function(d::text)
                    .build())
        .given(3)
        .tells("elements(3) out(<3.0>) out(<4.0>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksFullInt() {
    return Scenario.of(FullInt::new)
        .generated(SourcesTest_FullIntFlow::of)
        .given(3)
        .tells("elements(3) out(<3>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksEmptyInt() {
    return Scenario.of(EmptyInt::new)
        .generated(SourcesTest_EmptyIntFlow::of)
        .given(3)
        .tells("elements(3) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksFullLong() {
    return Scenario.of(FullLong::new)
        .generated(SourcesTest_FullLongFlow::of)
        .given(3)
        .tells("elements(3) out(<3>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksEmptyLong() {
    return Scenario.of(EmptyLong::new)
        .generated(SourcesTest_EmptyLongFlow::of)
        .given(3)
        .tells("elements(3) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksFullDouble() {
    return Scenario.of(FullDouble::new)
        .generated(SourcesTest_FullDoubleFlow::of)
        .given(3)
        .tells("elements(3) out(<3.0>) end");
  }

  @FlowDefinition(durable = true)
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

  @TestFactory
  Stream<DynamicNode> walksEmptyDouble() {
    return Scenario.of(EmptyDouble::new)
        .generated(SourcesTest_EmptyDoubleFlow::of)
        .given(3)
        .tells("elements(3) end");
  }

  @FlowDefinition(durable = true)
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
        .generated(SourcesTest_EntriesFlow::of)
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
