package dev.stageflow.tests.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.tests.shapes.elsewhere.Inherited;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Classes of every kind are definitions. */
class ShapesTest {

  @Test
  void aTopLevelClassIsADefinition() {
    assertThat(DoublerFlow.create().collect(2)).containsExactly(4);
    assertThat(DoublerFlow.of(new Doubler()).collect(2)).containsExactly(4);
  }

  static class Dedupe<T extends Comparable<T>> {
    @Sequence
    List<T> items(List<T> items) {
      return items;
    }

    @Accumulate(finish = "sorted")
    void add(Set<T> seen, T item) {
      seen.add(item);
    }

    List<T> sorted(Set<T> seen) {
      return seen.stream().sorted().toList();
    }
  }

  @Test
  void aGenericClassMakesAGenericFlow() {
    ShapesTest_DedupeFlow<String> texts = ShapesTest_DedupeFlow.of(new Dedupe<String>());
    assertThat(texts.collect(List.of("b", "a", "b"))).containsExactly(List.of("a", "b"));
    Flow<List<Integer>, List<Integer>> numbers = ShapesTest_DedupeFlow.perRun(Dedupe<Integer>::new);
    assertThat(numbers.stream(List.of(2, 1, 2))).containsExactly(List.of(1, 2));
  }

  interface Tagging {
    String tag();

    @Function
    default String tagged(String text) {
      return tag() + text;
    }
  }

  @Test
  void anInterfaceIsADefinitionOfWhichAnInstanceIsGiven() {
    assertThat(ShapesTest_TaggingFlow.of(() -> "#").collect("a")).containsExactly("#a");
  }

  abstract static class Template {
    @Sequence
    abstract List<String> parts(String text);

    @Function
    String part(String part, @Upstream("input") String text) {
      return part + "/" + text;
    }
  }

  @Test
  void anAbstractClassIsADefinitionOfWhichAnInstanceIsGiven() {
    Template letters =
        new Template() {
          @Override
          List<String> parts(String text) {
            return List.of(text.split(""));
          }
        };
    assertThat(ShapesTest_TemplateFlow.of(letters).collect("ab")).containsExactly("a/ab", "b/ab");
  }

  static class Outer {
    final class Inner {
      @Function
      String name(int number) {
        return Outer.this.prefix + number;
      }
    }

    private final String prefix = "n";
  }

  @Test
  void anInnerClassIsADefinitionOfWhichAnInstanceIsGiven() {
    Outer outer = new Outer();
    assertThat(ShapesTest_Outer_InnerFlow.of(outer.new Inner()).collect(1)).containsExactly("n1");
  }

  record Scaled(int factor) {
    @Function
    long scaled(int number) {
      return (long) factor * number;
    }
  }

  @Test
  void aRecordIsADefinition() {
    assertThat(ShapesTest_ScaledFlow.of(new Scaled(3)).collect(2)).containsExactly(6L);
  }

  interface Positive {
    @Filter
    default boolean positive(int number) {
      return number > 0;
    }
  }

  interface Odd {
    @Filter
    default boolean odd(int number) {
      return number % 2 == 1;
    }
  }

  abstract static class Base {
    @Sequence
    List<Integer> numbers(int last) {
      return List.of(-1, 0, 1, 2, last);
    }

    @Function
    int first(int number) {
      return number + 1;
    }
  }

  static class Derived extends Base implements Positive, Odd {
    final List<String> calls;

    Derived(List<String> calls) {
      this.calls = calls;
    }

    @Function
    @Override
    int first(int number) {
      calls.add("first " + number);
      return number;
    }

    @Filter
    @Override
    public boolean positive(int number) {
      calls.add("positive " + number);
      return Positive.super.positive(number);
    }

    @Filter
    @Override
    public boolean odd(int number) {
      calls.add("odd " + number);
      return Odd.super.odd(number);
    }

    @Function
    int last(int number) {
      calls.add("last " + number);
      return 10 * number;
    }
  }

  @Test
  void stagesAreTheSuperclassesThenTheInterfacesThenTheOwnAndAnOverrideKeepsItsPlace() {
    List<String> calls = new ArrayList<>();
    assertThat(ShapesTest_DerivedFlow.of(new Derived(calls)).collect(0)).containsExactly(10);
    assertThat(calls)
        .containsExactly(
            "first -1",
            "positive -1",
            "first 0",
            "positive 0",
            "first 1",
            "positive 1",
            "odd 1",
            "last 1",
            "first 2",
            "positive 2",
            "odd 2",
            "first 0",
            "positive 0");
  }

  @FlowDefinition(generate = false)
  static class OnlyInherited<T> {
    @Sequence
    List<T> items(List<T> items) {
      return items;
    }

    @Filter
    protected boolean isNew(T item) {
      return true;
    }
  }

  @FlowDefinition(
      name = "NewNumbers",
      stages = {"negated", "items", "isNew", "text"})
  static class Reordered extends OnlyInherited<Integer> {
    @Function
    List<Integer> negated(List<Integer> numbers) {
      return numbers.stream().map(number -> -number).toList();
    }

    @Function
    String text(int number) {
      return "<" + number + ">";
    }
  }

  @Test
  void aDefinitionMaySayItsNameAndTheOrderOfItsStages() {
    assertThat(NewNumbers.create().collect(List.of(1, 2))).containsExactly("<-1>", "<-2>");
  }

  /** Inherits all that it has, from another package. */
  @FlowDefinition
  static class Elsewhere extends Inherited<String> {
    @Function
    @Override
    protected String second(String text) {
      return super.second(text) + "!";
    }
  }

  @Test
  void publicStagesAreInheritedFromAnotherPackageAndProtectedOnesWhereTheyAreOverridden() {
    assertThat(ShapesTest_ElsewhereFlow.create().collect("a")).containsExactly("a12!");
  }

  @Test
  void nothingIsGeneratedForWhatIsOnlyInherited() {
    assertThat(ShapesTest.class.getResource("ShapesTest_DedupeFlow.class")).isNotNull();
    assertThat(ShapesTest.class.getResource("ShapesTest_OnlyInheritedFlow.class")).isNull();
  }
}
