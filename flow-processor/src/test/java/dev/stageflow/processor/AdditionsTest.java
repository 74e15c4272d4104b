package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the compiler makes of stages that are added to a definition's. */
class AdditionsTest {

  @Test
  void aDefinitionMayBeGenericWithBounds() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Ranking<T extends Comparable<? super T>, L extends List<? extends T>> {
              @Sequence List<? extends T> all(L all) { return all; }
              @Accumulate(finish = "best") void gather(List<T> gathered, T item) { gathered.add(item); }
              Optional<T> best(List<T> gathered) { return gathered.stream().max(Comparator.naturalOrder()); }
            }
            """)
        .usedBy(
            """
            RankingFlow<Integer, List<Integer>> flow =
                RankingFlow.<Integer, List<Integer>>with(new Ranking<>())
                    .afterAll(it -> -it)
                    .afterGather(it -> it * 10)
                    .build();
            return flow.collect(List.of(3, 1, 2));
            """)
        .gives(List.of(-10));
  }

  @Test
  void aFunctionMayTakeASupertypeAndGiveASubtype() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Numbers {
              @Sequence List<Number> numbers(List<Number> numbers) { return numbers; }
            }
            """)
        .usedBy(
            """
            dev.stageflow.function.StageFunction<Object, Integer> hash = Object::hashCode;
            return NumbersFlow.with(new Numbers()).afterNumbers(hash).build().collect(List.of(1, 23L));
            """)
        .gives(List.of(1, 23));
  }

  @Test
  void aFunctionOfAnotherTypeDoesNotFit() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Words {
              @Function String word(String text) { return text; }
            }
            """)
        .with(
            """
            class Use {
              Flow<String, String> flow = WordsFlow.with(new Words())
                  .afterWord(it -> it.length()) // <- here
                  .build();
            }
            """)
        .isRejectedByJavac(
            "incompatible types: bad return type in lambda expression\n"
                + "    int cannot be converted to java.lang.String");
  }

  @Test
  void aDefinitionThatOnlyConsumesHasNoPlaceToAddAStage() {
    Definition.of(
            "@FlowDefinition(extensible = true) class Last { @Function void print(String text) {} }")
        .usedBy(
            """
            return Arrays.stream(LastFlow.class.getDeclaredMethods())
                .anyMatch(it -> it.getName().equals("with"));
            """)
        .gives(false);
  }

  @Test
  void stagesAreAddedBeforeOneThatConsumes() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Last {
              final List<String> printed = new ArrayList<>();
              @Filter boolean full(String text) { return !text.isEmpty(); }
              @Function void print(String text) { printed.add(text); }
            }
            """)
        .usedBy(
            """
            var last = new Last();
            LastFlow.with(last).afterFull(it -> it + "!").build().run("a");
            return last.printed;
            """)
        .gives(List.of("a!"));
  }

  /** A definition's mistake is the only thing that is told, also where stages are added to it. */
  @Test
  void theStubOfADefinitionWithAMistakeHasThePlacesToo() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Wrong {
              @Sequence List<Integer> numbers(String text) { return List.of(); }
              @Filter boolean odd(int number) { return true; }
              @Function String told(String number) { return number; } // <- here
            }
            """)
        .usedBy(
            """
            return WrongFlow.with(new Wrong()).afterNumbers(it -> it + 1).afterOdd(it -> it + 1)
                .afterTold(it -> it + "!").build().collect("");
            """)
        .failsWith(
            "[Flow/TypeMismatch] 'told' takes String, but what arrives is Integer: String → numbers →"
                + " Integer → told ✗. Take Integer, or make String of it in a @Function between"
                + " them.");
  }

  @Test
  void aFlowThatIsNotExtensibleHasNoTraceOfIt() {
    Definition.Compiled compiled =
        Definition.of("class Plain { @Function int same(int number) { return number; } }")
            .compiles();
    assertThat(compiled.classes().keySet())
        .containsExactlyInAnyOrder("shop.Plain", "shop.PlainFlow", "shop.PlainFlow$RunFrame");
  }

  @Test
  void aPlaceIsNumberedWhereAStageHasItsName() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Twice {
              @Function int twice(int number) { return number * 2; }
              @Function int afterTwice(int twice) { return twice + 1; }
            }
            """)
        .usedBy(
            "return TwiceFlow.with(new Twice()).afterTwice2(it -> it * 10).afterAfterTwice(it -> -it)"
                + ".build().collect(1);")
        .gives(List.of(-21));
  }

  @Test
  void laterStagesSeeWhatWasChangedUnderTheNameOfItsStage() {
    Definition.of(
            """
            @FlowDefinition(extensible = true) class Sums {
              @Function long first(int number) { return number; }
              @Filter boolean positive(long number) { return number > 0; }
              @Sequence int[] upTo(long number) { return new int[] {1, 2}; }
              @Function Awaited awaited(int number) { return new Awaited(); }
              @Function String told(Integer one, @Upstream("first") long first) { return one + " of " + first; }
              static class Awaited extends java.util.concurrent.CompletableFuture<Integer> {
                Awaited() { complete(5); }
              }
            }
            """)
        .usedBy(
            "return SumsFlow.with(new Sums()).afterFirst(it -> it * 2).afterPositive(it -> it + 1)"
                + ".afterAwaited(it -> it * 3).build().collect(4);")
        .gives(List.of("15 of 9", "15 of 9"));
  }
}
