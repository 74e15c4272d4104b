package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pause that its method does not declare, as it comes out of Kotlin or Lombok, gives the right
 * values or a failure that names the stage, and never a wrong value.
 */
class UndeclaredPauseTest {

  /** Pauses at the first call of a stage with an item, if the stage is the one to pause. */
  static class Sneaky {
    private final Set<String> pausing;
    private final Set<String> paused = new HashSet<>();

    Sneaky(Set<String> pausing) {
      this.pausing = pausing;
    }

    final void at(String stage, Object item) {
      if (pausing.contains(stage) && paused.add(stage + item)) {
        UndeclaredPauseTest.<RuntimeException>sneak(PauseFlow.now());
      }
    }
  }

  @SuppressWarnings("unchecked") // the compiler is to believe it
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  static class Twice extends Sneaky {
    Twice(Set<String> pausing) {
      super(pausing);
    }

    @Sequence
    List<Integer> numbers(List<Integer> numbers) {
      at("numbers", numbers);
      return numbers;
    }

    @Function
    int twice(int number) {
      at("twice", number);
      return number * 2;
    }

    @Function
    int slow(int twice) {
      at("slow", twice);
      return twice + 100;
    }
  }

  @Test
  void laterStagesOfALoopThatPauseUndeclaredFailByName() {
    Flow<List<Integer>, Integer> flow = UndeclaredPauseTest_TwiceFlow.of(new Twice(Set.of("slow")));
    assertThatIllegalStateException()
        .isThrownBy(() -> flow.collect(List.of(1, 2, 3)))
        .withMessage(
            "stage 'slow' throws PauseFlow, which it does not declare: add 'throws PauseFlow' to"
                + " its method")
        .withCauseInstanceOf(PauseFlow.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"numbers", "twice"})
  void stagesWhoseItemIsKeptMayPauseUndeclared(String stage) {
    Twice twice = new Twice(Set.of(stage));
    assertThat(UndeclaredPauseTest_TwiceFlow.of(twice).collect(List.of(1, 2, 3)))
        .containsExactly(102, 104, 106);
  }

  static class Batches extends Sneaky {
    Batches(Set<String> pausing) {
      super(pausing);
    }

    @Sequence
    List<Integer> customers(int count) {
      at("customers", count);
      return List.of(1, 2);
    }

    @Context(onFlush = "flushed", onClose = "closed")
    @Sequence(onFinish = "finished")
    List<Integer> items(int customer) {
      at("items", customer);
      return List.of(customer, customer + 1, customer + 2);
    }

    @Filter
    boolean kept(int item) {
      at("kept", item);
      return item > 0;
    }

    @Function
    Integer price(int item, @Upstream("customers") int customer) {
      at("price", item);
      return item * 10 + customer;
    }

    @Function
    String text(Integer price) {
      at("text", price);
      return price.toString();
    }

    @Accumulate(start = "start", finish = "line", flushWhen = "full")
    ArrayList<String> add(ArrayList<String> texts, String text) {
      at("add", text);
      texts.add(text);
      return texts;
    }

    ArrayList<String> start() {
      at("start", "");
      return new ArrayList<>();
    }

    boolean full(ArrayList<String> texts) {
      at("full", texts);
      return texts.size() == 2;
    }

    String line(ArrayList<String> texts) {
      at("line", texts);
      String line = String.join("+", texts);
      texts.clear(); // a second call would give nothing
      return line;
    }

    @Function
    String told(String line) {
      at("told", line);
      return line + "!";
    }

    void finished() {
      at("finished", "");
    }

    void flushed(@Upstream("add") ArrayList<String> texts) {
      at("flushed", texts);
    }

    void closed(@Upstream("customers") int customer) {
      at("closed", customer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customers",
        "items",
        "kept",
        "price",
        "text",
        "add",
        "start",
        "full",
        "line",
        "told",
        "finished",
        "flushed",
        "closed"
      })
  void noStageThatPausesUndeclaredGivesAWrongValue(String stage) {
    Batches batches = new Batches(Set.of(stage));
    try {
      assertThat(UndeclaredPauseTest_BatchesFlow.of(batches).collect(2))
          .containsExactly("11+21!", "31!", "22+32!", "42!");
    } catch (IllegalStateException failure) {
      if (!(failure.getCause() instanceof PauseFlow)) {
        fail(failure);
      }
      String named = Set.of("start", "full", "line").contains(stage) ? "add" : stage;
      assertThat(failure).hasMessageContaining("stage '" + named + "'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept", "price", "text", "told"})
  void stagesOfABuiltFlowMayPause(String stage) throws Exception {
    Batches batches = new Batches(Set.of(stage));
    Flow<Integer, String> flow =
        Flow.<Integer>begin()
            .sequence(batches::items)
            .filter(batches::kept)
            .function(item -> batches.price(item, 1))
            .function(batches::text)
            .function(batches::told)
            .build();
    assertThat(flow.collect(1)).containsExactly("11!", "21!", "31!");
  }
}
