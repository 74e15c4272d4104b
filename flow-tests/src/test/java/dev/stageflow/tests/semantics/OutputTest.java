package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What goes to a sink of its own, beside that of the outputs. */
class OutputTest {

  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Nothing but functions inside: the tight loop. */
  static class Amounts {
    private final Journal journal;

    Amounts(Journal journal) {
      this.journal = journal;
    }

    @Sequence
    JournaledSource<String> lines(int n) throws PauseFlow {
      journal.call("lines", n);
      return journal.source("lines", "1", "x", "", "3");
    }

    @Output("amounts")
    @Function
    @Nullable Integer amount(String line) throws PauseFlow, Bad {
      journal.call("amount", line);
      if (line.equals("x")) {
        throw journal.handled(new Bad());
      }
      return line.isEmpty() ? null : Integer.valueOf(line);
    }

    @Recover("amount")
    @Output("rejects")
    String reject(String line, Bad failure) throws PauseFlow {
      journal.call("reject", line);
      return line + "!";
    }

    @Function
    int twice(int amount, @Upstream("lines") String line) throws PauseFlow {
      journal.call("twice", amount, line);
      return 2 * amount;
    }
  }

  @TestFactory
  Stream<DynamicNode> whatAStageGivesGoesOnAndWhatARecoverGivesDoesNot() {
    return Scenario.of(Amounts::new)
        .generated(
            d ->
                OutputTest_AmountsFlow.of(d)
                    .outputs(
                        amount -> d.journal.call("amounts", amount),
                        rejected -> d.journal.call("rejects", rejected)))
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::lines)
                    .named(dev.stageflow.FlowKey.of("lines", String.class))
                    .function(d::amount)
                    .recoverTo(Bad.class, d::reject, line -> d.journal.call("rejects", line))
                    .output("amounts", amount -> d.journal.call("amounts", amount))
                    .function(dev.stageflow.FlowKey.of("lines", String.class), d::twice)
                    .build())
        .given(4)
        .notSaved("a durable flow has one sink")
        .tells(
            """
            lines(4)
              amount(1) amounts(1) twice(1,1) out(2)
              amount(x) reject(x) rejects(x!)
              amount()
              amount(3) amounts(3) twice(3,3) out(6)
            close(lines)
            end
            """);
  }

  /** Each kind of stage, and a context around. */
  @FlowDefinition(extensible = true)
  static class Orders {
    private final Journal journal;

    Orders(Journal journal) {
      this.journal = journal;
    }

    @Output("orders")
    @Context(onClose = "closed")
    @Sequence
    JournaledSource<Integer> orders(int n) throws PauseFlow {
      journal.call("orders", n);
      return journal.source("orders", 1, 2, 3);
    }

    @Filter
    boolean even(int order) throws PauseFlow, Bad {
      journal.call("even", order);
      if (order == 3) {
        throw journal.handled(new Bad());
      }
      return true;
    }

    @Recover("even")
    @Output("odd")
    Integer odd(int order, Bad failure) throws PauseFlow {
      journal.call("odd", order);
      return order;
    }

    @Output("items")
    @Subflow
    Flow<Integer, String> items(int order) throws PauseFlow {
      journal.call("items", order);
      return Flow.<Integer>begin().sequence(n -> List.of("a" + n, "b" + n)).build();
    }

    @Output("all")
    @Accumulate
    List<String> all(List<String> all, String item) throws PauseFlow {
      journal.call("all", item);
      all.add(item);
      return all;
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> eachKindOfStageMayHaveASinkOfItsOwn() {
    return Scenario.of(Orders::new)
        .generated(
            d ->
                OutputTest_OrdersFlow.of(d)
                    .outputs(
                        order -> d.journal.call("order", order),
                        odd -> d.journal.call("odds", odd),
                        item -> d.journal.call("item", item),
                        all -> d.journal.call("list", all.size())))
        .built(
            d ->
                Flow.<Integer>begin()
                    .context()
                    .onClose(d::closed)
                    .sequence(d::orders)
                    .output("orders", order -> d.journal.call("order", order))
                    .filter(d::even)
                    .recoverTo(Bad.class, d::odd, odd -> d.journal.call("odds", odd))
                    .subflow(d::items)
                    .output("items", item -> d.journal.call("item", item))
                    .<List<String>>accumulateInto(ArrayList::new, d::all)
                    .output("all", all -> d.journal.call("list", all.size()))
                    .build())
        .given(2)
        .notSaved("a durable flow has one sink")
        .tells(
            """
            orders(2)
              order(1) even(1) items(1) item(a1) all(a1) item(b1) all(b1)
              order(2) even(2) items(2) item(a2) all(a2) item(b2) all(b2)
              order(3) even(3) odd(3) odds(3)
            close(orders)
            list(4) out([a1,b1,a2,b2])
            closed
            end
            """);
  }

  /** The first stage takes nothing, and the last one gives nothing. */
  static class Written {
    final List<Integer> written = new ArrayList<>();

    @Output("numbers")
    @Sequence
    int[] numbers() {
      return new int[] {1, 2};
    }

    @Function
    void write(int number) {
      written.add(number);
    }
  }

  @Test
  void aFlowMayNeedNoInputAndGiveNothing() throws Exception {
    Written definition = new Written();
    OutputTest_WrittenFlow flow = OutputTest_WrittenFlow.of(definition);
    List<Integer> numbers = new ArrayList<>();
    flow.run(numbers::add);
    assertThat(definition.written).containsExactly(1, 2);
    TestLoop loop = new TestLoop();
    FlowRun run = flow.on(loop).start(numbers::add);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(numbers).containsExactly(1, 2, 1, 2);
    SourceFlow<Void> plain = flow.outputs(numbers::add);
    assertThat(plain.collect()).isEmpty();
    assertThat(plain.describe()).isEqualTo(flow.describe());
  }

  @Test
  void eachWayToRunItTakesTheSinks() throws Exception {
    OutputTest_AmountsFlow flow = OutputTest_AmountsFlow.of(new Amounts(Scenario.undisturbed()));
    List<Object> amounts = new ArrayList<>();
    List<Object> rejects = new ArrayList<>();
    List<Integer> outputs = new ArrayList<>();
    flow.run(4, outputs::add, amounts::add, rejects::add);
    assertThat(outputs).containsExactly(2, 6);
    assertThat(flow.collect(4, amounts::add, rejects::add)).containsExactly(2, 6);
    TestLoop loop = new TestLoop();
    flow.on(loop).start(4, outputs::add, amounts::add, rejects::add);
    CompletableFuture<List<Integer>> later = flow.on(loop).collect(4, amounts::add, rejects::add);
    loop.runAll();
    assertThat(later).isCompletedWithValue(List.of(2, 6));
    assertThat(outputs).hasSize(4);
    Flow<Integer, Integer> plain = flow.outputs(amounts::add, rejects::add);
    try (Stream<Integer> stream = plain.stream(4)) {
      assertThat(stream).containsExactly(2, 6);
    }
    Flow<Integer, Integer> published =
        Flow.<Integer>begin()
            .<Integer>sequenceFrom(n -> FlowIterator.of(plain.on(Runnable::run).publisher(n)))
            .build();
    assertThat(published.collect(4)).containsExactly(2, 6);
    assertThat(amounts).hasSize(12);
    assertThat(rejects).hasSize(6).containsOnly("x!");
    assertThatThrownBy(() -> flow.outputs(null, rejects::add))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("amounts");
  }

  @Test
  void whatASinkThrowsEndsTheRun() {
    OutputTest_AmountsFlow flow = OutputTest_AmountsFlow.of(new Amounts(Scenario.undisturbed()));
    IllegalStateException full = new IllegalStateException("full");
    Sink<Object> failing =
        value -> {
          throw full;
        };
    List<Object> others = new ArrayList<>();
    assertThatThrownBy(() -> flow.collect(4, failing, others::add)).isSameAs(full);
    assertThatThrownBy(() -> flow.collect(4, others::add, failing)).isSameAs(full);
    assertThat(others).containsExactly(1);
  }

  @FlowDefinition(extensible = true, output = Object.class)
  static class Words {
    @Output("seen")
    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Output
    @Function
    String word(String word) {
      return word;
    }

    @Accumulate
    int count(int count, String word) {
      return count + 1;
    }
  }

  /** Who adds a function to hide something hides it from the sinks, too. */
  @Test
  void whatAnAddedFunctionGivesGoesToTheSink() throws Exception {
    OutputTest_WordsFlow flow =
        OutputTest_WordsFlow.with(new Words())
            .afterWords(word -> word.equals("b") ? null : word)
            .afterWord(word -> word + "!")
            .build();
    List<String> seen = new ArrayList<>();
    assertThat(flow.collect("a b c", seen::add)).containsExactly("a!", "c!", 2);
    assertThat(seen).containsExactly("a", "c");
    assertThat(flow.describe().toMermaid()).contains("also for 'seen'", "also an output");
  }
}
