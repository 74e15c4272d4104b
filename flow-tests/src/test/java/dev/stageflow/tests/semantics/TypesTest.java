package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Each stage takes what the one before gives, by the rules of a Java assignment. */
class TypesTest {

  @FlowDefinition(durable = true)
  record Widening(Journal journal) {
    @Sequence
    byte[] bytes(int first) {
      return new byte[] {(byte) first, -1};
    }

    @Function
    short asShort(short number) {
      return number;
    }

    @Function
    int asInt(int number) {
      return number;
    }

    @Filter
    boolean negative(double number) {
      journal.note("negative", number);
      return number < 0;
    }

    @Function
    Integer boxed(Integer number) {
      return number;
    }

    @Function
    long unboxedAndWidened(long number) {
      journal.note("widened", number);
      return number;
    }

    @Accumulate
    double add(double sum, float number) {
      return sum + number;
    }

    @Function
    String described(Object number) {
      return number.getClass().getSimpleName() + number;
    }
  }

  @TestFactory
  Stream<DynamicNode> primitivesAreBoxedUnboxedAndWidenedBetweenStages() {
    return Scenario.of(Widening::new)
        .generated(TypesTest_WideningFlow::of)
        .given(-3)
        .tells("negative(-3.0) widened(-3) negative(-1.0) widened(-1) out(Double-4.0) end");
  }

  record Generic(Journal journal) {
    @Function
    Map<String, ArrayList<Integer>> byName(String name) {
      return Map.of(name, new ArrayList<>(List.of(1, 2)));
    }

    @Sequence
    Iterable<Map.Entry<String, ArrayList<Integer>>> entries(
        Map<String, ? extends Collection<Integer>> lists) {
      List<Map.Entry<String, ArrayList<Integer>>> entries = new ArrayList<>();
      lists.forEach((name, list) -> entries.add(Map.entry(name, new ArrayList<>(list))));
      return entries;
    }

    @Context
    @Sequence
    Collection<? extends Number> numbers(Map.Entry<?, ? extends List<? extends Number>> entry) {
      return entry.getValue();
    }

    @Accumulate
    void gather(List<? super Number> all, Number number) {
      journal.note("gather", all, number);
      all.add(number);
    }

    @Function
    CharSequence text(Iterable<?> all) {
      return all.toString();
    }
  }

  @TestFactory
  Stream<DynamicNode> genericTypesAndWildcardsFitAsInAnAssignment() {
    return Scenario.of(Generic::new)
        .generated(TypesTest_GenericFlow::of)
        .built(
            d ->
                Flow.<String>begin()
                    .function(d::byName)
                    .sequence(d::entries)
                    .context()
                    .sequence(d::numbers)
                    .accumulateInto(() -> new ArrayList<Number>(), d::gather)
                    .function(d::text)
                    .build())
        .given("a")
        .notSaved("it is not known what a Number is")
        .tells("gather([],1) gather([1],2) out([1,2]) end");
  }
}
