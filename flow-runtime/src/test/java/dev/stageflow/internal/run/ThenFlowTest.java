package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription.Stage;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.SourceFlow;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThenFlowTest {

  private final List<String> log = new ArrayList<>();

  private final Flow<Integer, Integer> numbers =
      Flow.<Integer>begin()
          .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2), log))
          .named("numbers")
          .build();

  private final Flow<Number, String> letters =
      Flow.<Number>begin()
          .sequence(n -> new TrackedSource<>("letters", List.of("a", "b"), log))
          .named("letters")
          .function(letter -> "" + letter)
          .named("copy")
          .build();

  @Test
  void eachOutputGoesAllItsWayBeforeTheNextOne() throws Exception {
    List<String> order = new ArrayList<>();
    Flow<Integer, Integer> first =
        Flow.<Integer>begin()
            .sequence(n -> List.of(1, 2))
            .function(
                n -> {
                  order.add("first " + n);
                  return n;
                })
            .build();
    Flow<Integer, Integer> next =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n * 10, n * 10 + 1))
            .function(
                n -> {
                  order.add("next " + n);
                  return n;
                })
            .build();
    assertThat(first.then(next).collect(0)).containsExactly(10, 11, 20, 21);
    assertThat(order)
        .containsExactly("first 1", "next 10", "next 11", "first 2", "next 20", "next 21");
  }

  @Test
  void eachOutputHasAnActivationOfItsOwn() throws Exception {
    Flow<Integer, Integer> sum =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n, n))
            .accumulate(() -> 0, Integer::sum)
            .build();
    assertThat(numbers.then(sum).collect(0)).containsExactly(2, 4);
    assertThat(numbers.bind(0).then(sum).then(sum).collect()).containsExactly(4, 8);
  }

  @Test
  void theLastOutputOfARunsOwnAccumulatorGoesOnToo() throws Exception {
    Flow<Integer, Integer> sum =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n, n))
            .accumulate(() -> 0, Integer::sum)
            .build();
    assertThat(sum.then(sum).then(letters).collect(1)).containsExactly("a", "b");
  }

  @Test
  void aPauseInEitherFlowGoesOnWhereItWas() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Flow<Integer, Integer> pausing =
        Flow.<Integer>begin()
            .sequence(n -> List.of(n, n + 1))
            .function(
                n -> {
                  if (calls.getAndIncrement() % 2 == 0) {
                    throw PauseFlow.until(CompletableFuture.completedFuture(n));
                  }
                  return n;
                })
            .build();
    Flow<Integer, Integer> both = pausing.then(pausing);
    assertThat(both.collect(0)).containsExactly(0, 1, 1, 2);
    ManualLoop loop = new ManualLoop();
    CompletableFuture<List<Integer>> later = both.on(loop).collect(0);
    loop.runAll();
    assertThat(later).isCompletedWithValue(List.of(0, 1, 1, 2));
  }

  @Test
  void theRunStopsAtAnOutputOfTheLastFlow() throws Exception {
    FlowIterator<String> opened = numbers.then(letters).open(0);
    assertThat(opened.next()).isEqualTo("a");
    opened.close();
    assertThat(log).containsExactly("close letters", "close numbers");
  }

  @Test
  void aFailureClosesBothFlowsTheSecondOneFirst() {
    IOException failure = new IOException("broken");
    Throwable thrown =
        catchThrowable(
            () ->
                numbers
                    .then(letters)
                    .run(
                        0,
                        letter -> {
                          throw failure;
                        }));
    assertThat(thrown).isSameAs(failure);
    assertThat(log).containsExactly("close letters", "close numbers");
  }

  @Test
  void aLongChainCostsNoProgramStack() throws Exception {
    Flow<Integer, Integer> increment = Flow.<Integer>begin().function(n -> n + 1).build();
    Flow<Integer, Integer> leftDeep = increment;
    SourceFlow<Integer> bound = increment.bind(0);
    Flow<Integer, Integer> rightDeep = increment;
    for (int i = 1; i < 50_000; i++) {
      leftDeep = leftDeep.then(increment);
      bound = bound.then(increment);
      rightDeep = increment.then(rightDeep);
    }
    assertThat(leftDeep.single(0)).isEqualTo(50_000);
    assertThat(bound.single()).isEqualTo(50_000);
    assertThat(rightDeep.single(0)).isEqualTo(50_000);
    assertThat(leftDeep.stream(0)).containsExactly(50_000);
  }

  @Test
  void theDescriptionHoldsTheStagesOfBoth() {
    assertThat(numbers.then(letters).describe().stages())
        .extracting(Stage::name)
        .containsExactly("numbers", "letters", "copy");
    assertThat(numbers.bind(1).then(letters).describe().stages())
        .isEqualTo(numbers.then(letters).describe().stages());
  }

  @Test
  void aForeignFlowIsRefused() {
    Flow<Integer, Integer> foreign = foreign();
    assertThatThrownBy(() -> numbers.then(foreign)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> numbers.bind(1).then(foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @SuppressWarnings("unchecked")
  private static Flow<Integer, Integer> foreign() {
    return (Flow<Integer, Integer>)
        Proxy.newProxyInstance(
            Flow.class.getClassLoader(),
            new Class<?>[] {Flow.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException();
            });
  }
}
