package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.FlowDescription.Stage;
import dev.stageflow.FlowKey;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A flow tells what it is made of, however it was made. */
class DescriptionTest {

  static class Totals {
    @Sequence
    List<String> lines(String text) {
      return text.lines().toList();
    }

    @Filter
    boolean full(String line) {
      return !line.isEmpty();
    }

    @Context
    @Sequence
    List<String> words(String line) {
      return List.of(line.split(" "));
    }

    @Function
    Integer length(String word) {
      return word.length();
    }

    @Accumulate
    Integer add(Integer sum, Integer length) {
      return sum + length;
    }

    @Accumulate
    Long total(Long total, Integer sum) {
      return total + sum;
    }

    @Function
    void print(Long total) {}
  }

  private static Flow<String, Void> built() {
    Totals totals = new Totals();
    return Flow.begin(FlowKey.of("input", String.class))
        .sequence(totals::lines)
        .named(FlowKey.of("lines", String.class))
        .filter(totals::full)
        .named("full")
        .context()
        .sequence(totals::words)
        .named(FlowKey.of("words", String.class))
        .function(totals::length)
        .named(FlowKey.of("length", Integer.class))
        .accumulate(() -> 0, totals::add)
        .named(FlowKey.of("add", Integer.class))
        .accumulate(() -> 0L, totals::total)
        .named(FlowKey.of("total", Long.class))
        .consume(totals::print)
        .named("print")
        .build();
  }

  @Test
  void theStagesHaveNamesKindsTypesAndContexts() {
    FlowDescription generated = DescriptionTest_TotalsFlow.create().describe();
    assertThat(generated.name()).isEqualTo("Totals");
    assertThat(generated.input()).isEqualTo("String");
    assertThat(generated.stages())
        .containsExactly(
            new Stage("lines", Kind.SEQUENCE, "String", false, null),
            new Stage("full", Kind.FILTER, "String", false, null),
            new Stage("words", Kind.SEQUENCE, "String", true, null),
            new Stage("length", Kind.FUNCTION, "Integer", false, null),
            new Stage("add", Kind.ACCUMULATE, "Integer", false, "words"),
            new Stage("total", Kind.ACCUMULATE, "Long", false, null),
            new Stage("print", Kind.CONSUMER, "void", false, null));
  }

  @Test
  void aBuiltFlowWhoseValuesHaveKeysDescribesItselfAlike() {
    FlowDescription generated = DescriptionTest_TotalsFlow.create().describe();
    FlowDescription built = built().describe();
    assertThat(built.input()).isEqualTo(generated.input());
    assertThat(built.stages()).isEqualTo(generated.stages());
    assertThat(built.toMermaid()).isEqualTo(generated.toMermaid());
  }

  @Test
  void aLongChainOfFlowsIsDescribedWithoutARecursion() {
    Flow<Integer, Integer> one = Flow.<Integer>begin().function(n -> n + 1).named("one").build();
    Flow<Integer, Integer> before = one;
    Flow<Integer, Integer> after = one;
    for (int i = 1; i < 20_000; i++) {
      before = before.then(one);
      after = one.then(after);
    }
    assertThat(before.describe().stages()).hasSize(20_000);
    assertThat(after.describe()).isEqualTo(before.describe());
    assertThat(before.bind(1).then(one).describe().stages()).hasSize(20_001);
    assertThat(one.then(one).describe().name()).isEqualTo("flow then flow");
  }

  @Test
  void aFlowThatHasItselfAsAPartIsDescribedOnce() {
    Flow<Integer, Integer> less =
        Flow.<Integer>begin().filter(n -> n > 0).function(n -> n - 1).build();
    Flow<Integer, Integer> countdown = Flow.recursive(self -> less.then(self));
    assertThat(countdown.describe().name()).isEqualTo("flow then itself");
    assertThat(countdown.describe().stages()).hasSize(2);
  }
}
