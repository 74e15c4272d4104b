package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a key that is not as it should be. */
@Timeout(10)
class ParallelKeyTest {

  record Item(int number, List<Integer> key) {}

  /** Items of one key, which is another one for as long as they are in the stage. */
  @FlowDefinition(extensible = true)
  static class Changed {
    @Sequence
    Stream<Item> items(Integer count) {
      return IntStream.range(0, count).mapToObj(n -> new Item(n, new ArrayList<>(List.of(1))));
    }

    @Parallel(value = 2, key = "key")
    @Function
    CompletionStage<Item> changed(Item item) {
      item.key().add(2);
      return item.number() % 3 == 0
          ? CompletableFuture.completedFuture(item)
          : CompletableFuture.supplyAsync(() -> item);
    }

    @Function
    int number(Item item) {
      item.key().remove(1);
      return item.number();
    }
  }

  static Stream<Named<FlowMaker<Changed, Integer, Integer>>> changed() {
    return Flows.of(
        ParallelKeyTest_ChangedFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(n -> (Iterable<Item>) d.items(n)::iterator)
                .functionAsync(d::changed)
                .parallel(2)
                .key(Item::key)
                .function(d::number)
                .build());
  }

  @ParameterizedTest
  @MethodSource("changed")
  void noItemIsLostWhereAKeyChanges(FlowMaker<Changed, Integer, Integer> maker) throws Exception {
    assertThat(maker.of(new Changed()).collect(50))
        .isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void aKeyOfABuiltFlowIsNoArray() {
    String told =
        "a key of stage 'length' is a char[], which equals nothing but itself, whatever it holds:"
            + " give a String, a List or a record";
    assertThatThrownBy(
            () ->
                Flow.<String>begin()
                    .sequence(text -> List.of(text.split(" ")))
                    .functionAsync(word -> CompletableFuture.completedFuture(word.length()))
                    .named("length")
                    .parallel(2)
                    .key(String::toCharArray)
                    .build()
                    .collect("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(told);
    assertThatThrownBy(
            () ->
                Flow.<String>begin()
                    .sequence(text -> List.of(text.split(" ")))
                    .context()
                    .by(String::toCharArray)
                    .function(String::length)
                    .named("length")
                    .accumulate(() -> 0, Integer::sum)
                    .build()
                    .collect("a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(told);
  }
}
