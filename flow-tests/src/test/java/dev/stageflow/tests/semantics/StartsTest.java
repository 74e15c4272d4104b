package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** An accumulator starts as the definition says, or else as its type does by itself. */
class StartsTest {

  @FlowDefinition(durable = true)
  record AnInt(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    int add(int sum, int n) {
      journal.note("add", n);
      return sum + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> anIntStartsAtZero() {
    return Scenario.of(AnInt::new)
        .generated(StartsTest_AnIntFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> 0, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(3) end");
  }

  @FlowDefinition(durable = true)
  record ALong(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    long add(long sum, int n) {
      journal.note("add", n);
      return sum + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> aLongStartsAtZero() {
    return Scenario.of(ALong::new)
        .generated(StartsTest_ALongFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> 0L, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(3) end");
  }

  @FlowDefinition(durable = true)
  record ADouble(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    double add(double sum, int n) {
      journal.note("add", n);
      return sum + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> aDoubleStartsAtZero() {
    return Scenario.of(ADouble::new)
        .generated(StartsTest_ADoubleFlow::of)
        .built(
            d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> 0.0, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(3.0) end");
  }

  @FlowDefinition(durable = true)
  record AFloat(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    float add(float sum, int n) {
      journal.note("add", n);
      return sum + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> aFloatStartsAtZero() {
    return Scenario.of(AFloat::new)
        .generated(StartsTest_AFloatFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> 0f, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(3.0) end");
  }

  @FlowDefinition(durable = true)
  record AShort(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    short add(short sum, int n) {
      journal.note("add", n);
      return (short) (sum + n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aShortStartsAtZero() {
    return Scenario.of(AShort::new)
        .generated(StartsTest_AShortFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> (short) 0, d::add)
                    .build())
        .given(2)
        .tells("add(1) add(2) out(3) end");
  }

  @FlowDefinition(durable = true)
  record AByte(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    byte add(byte sum, int n) {
      journal.note("add", n);
      return (byte) (sum + n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aByteStartsAtZero() {
    return Scenario.of(AByte::new)
        .generated(StartsTest_AByteFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> (byte) 0, d::add)
                    .build())
        .given(2)
        .tells("add(1) add(2) out(3) end");
  }

  @FlowDefinition(durable = true)
  record AChar(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    char add(char sum, int n) {
      journal.note("add", n);
      return (char) (sum + '0' + n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aCharStartsAtZero() {
    return Scenario.of(AChar::new)
        .generated(StartsTest_ACharFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> (char) 0, d::add)
                    .build())
        .given(2)
        .tells("add(1) add(2) out(c) end");
  }

  @FlowDefinition(durable = true)
  record ABoolean(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    boolean add(boolean sum, int n) {
      journal.note("add", n);
      return sum | n > 1;
    }
  }

  @TestFactory
  Stream<DynamicNode> aBooleanStartsAtZero() {
    return Scenario.of(ABoolean::new)
        .generated(StartsTest_ABooleanFlow::of)
        .built(
            d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> false, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(true) end");
  }

  @FlowDefinition(durable = true)
  record ABoxedInt(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    Integer add(Integer sum, int n) {
      journal.note("add", n);
      return sum + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> aBoxedIntStartsAtZero() {
    return Scenario.of(ABoxedInt::new)
        .generated(StartsTest_ABoxedIntFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> 0, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(3) end");
  }

  @FlowDefinition(durable = true)
  record ABoxedLong(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    Long add(Long sum, int n) {
      journal.note("add", n);
      return sum + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> aBoxedLongStartsAtZero() {
    return Scenario.of(ABoxedLong::new)
        .generated(StartsTest_ABoxedLongFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> 0L, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(3) end");
  }

  @FlowDefinition(durable = true)
  record ABoxedDouble(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    Double add(Double sum, int n) {
      journal.note("add", n);
      return sum + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> aBoxedDoubleStartsAtZero() {
    return Scenario.of(ABoxedDouble::new)
        .generated(StartsTest_ABoxedDoubleFlow::of)
        .built(
            d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> 0.0, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(3.0) end");
  }

  @FlowDefinition(durable = true)
  record ABoxedBoolean(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(emitEmpty = true)
    Boolean add(Boolean sum, int n) {
      journal.note("add", n);
      return sum | n > 1;
    }
  }

  @TestFactory
  Stream<DynamicNode> aBoxedBooleanStartsAtZero() {
    return Scenario.of(ABoxedBoolean::new)
        .generated(StartsTest_ABoxedBooleanFlow::of)
        .built(
            d -> Flow.<Integer>begin().sequence(d::numbers).accumulate(() -> false, d::add).build())
        .given(2)
        .tells("add(1) add(2) out(true) end");
  }

  @FlowDefinition(durable = true)
  record AList(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate
    void add(List<Integer> all, int n) {
      journal.note("add", all, n);
      all.add(n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aListStartsEmpty() {
    return Scenario.of(AList::new)
        .generated(StartsTest_AListFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulateInto((StageSupplier<List<Integer>>) ArrayList::new, d::add)
                    .build())
        .given(2)
        .tells("add([],1) add([1],2) out([1,2]) end");
  }

  @FlowDefinition(durable = true)
  record ACollection(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate
    void add(Collection<Integer> all, int n) {
      journal.note("add", all, n);
      all.add(n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aCollectionStartsEmpty() {
    return Scenario.of(ACollection::new)
        .generated(StartsTest_ACollectionFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulateInto((StageSupplier<Collection<Integer>>) ArrayList::new, d::add)
                    .build())
        .given(2)
        .tells("add([],1) add([1],2) out([1,2]) end");
  }

  @FlowDefinition(durable = true)
  record ASet(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate
    void add(Set<Integer> all, int n) {
      journal.note("add", all, n);
      all.add(n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aSetStartsEmpty() {
    return Scenario.of(ASet::new)
        .generated(StartsTest_ASetFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulateInto((StageSupplier<Set<Integer>>) LinkedHashSet::new, d::add)
                    .build())
        .given(2)
        .tells("add([],1) add([1],2) out([1,2]) end");
  }

  @FlowDefinition(durable = true)
  record AClass(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate
    void add(TreeSet<Integer> all, int n) {
      journal.note("add", all, n);
      all.add(n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aClassStartsEmpty() {
    return Scenario.of(AClass::new)
        .generated(StartsTest_AClassFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulateInto(TreeSet<Integer>::new, d::add)
                    .build())
        .given(2)
        .tells("add([],1) add([1],2) out([1,2]) end");
  }

  @FlowDefinition(durable = true)
  record AMap(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate
    void add(Map<Integer, String> all, int n) {
      journal.note("add", all, n);
      all.put(-n, "n" + n);
    }
  }

  @TestFactory
  Stream<DynamicNode> aMapStartsEmptyAndKeepsItsOrder() {
    return Scenario.of(AMap::new)
        .generated(StartsTest_AMapFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulateInto(
                        (StageSupplier<Map<Integer, String>>) LinkedHashMap::new, d::add)
                    .build())
        .given(2)
        .tells("add({},1) add({-1=n1},2) out({-1=n1,-2=n2}) end");
  }

  @FlowDefinition(durable = true)
  record Named(Journal journal) {
    static final String NOTHING = "<";

    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(start = "NOTHING")
    String add(String all, int n) {
      journal.note("add", all, n);
      return all + n;
    }
  }

  @TestFactory
  Stream<DynamicNode> aConstantCanBeTheStart() {
    return Scenario.of(Named::new)
        .generated(StartsTest_NamedFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> Named.NOTHING, d::add)
                    .build())
        .given(2)
        .tells("add(<,1) add(<1,2) out(<12) end");
  }

  @FlowDefinition(durable = true)
  record OfTheInput(Journal journal) {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(1, last);
    }

    @Accumulate(start = "input")
    long add(long sum, int n) {
      journal.note("add", sum, n);
      return sum + n;
    }

    static long input(@Upstream("input") int input) {
      return 100 * input;
    }
  }

  @TestFactory
  Stream<DynamicNode> aStartSeesWhatIsInScopeWhereItsContextOpens() {
    return Scenario.of(OfTheInput::new)
        .generated(StartsTest_OfTheInputFlow::of)
        .given(2)
        .tells("add(200,1) add(201,2) out(203) end");
  }
}
