package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Functions that are added for one case act where they were added, as if they were declared. */
class AddedFunctionsTest {

  record Order(String id, List<Integer> items) {
    Order called(String name) {
      return new Order(name, items);
    }

    @Override
    public String toString() {
      return id;
    }
  }

  @FlowDefinition(extensible = true, durable = true)
  record Report(Journal journal) {
    @Sequence
    List<Order> orders(String customer) throws PauseFlow {
      journal.call("orders", customer);
      return List.of(new Order("A", List.of(1, 2)), new Order("B", List.of(3)));
    }

    @Filter
    boolean open(Order order) throws PauseFlow {
      journal.call("open", order);
      return true;
    }

    @Context(onFlush = "flush", onClose = "close")
    @Sequence(onFinish = "finished")
    List<Integer> items(Order order) throws PauseFlow {
      journal.call("items", order);
      return order.items();
    }

    @Function
    int price(int item, @Upstream("orders") Order order, @Upstream("input") String customer)
        throws PauseFlow {
      journal.call("price", item, order, customer);
      return item * 10;
    }

    @Accumulate(start = "start", finish = "total")
    int sum(int sum, int price, @Upstream("items") int item) throws PauseFlow {
      journal.call("sum", sum, price, item);
      return sum + price;
    }

    int start(@Upstream Order order) {
      return order.id().equals("B") ? 100 : 0;
    }

    String total(int sum, @Upstream Order order) throws PauseFlow {
      journal.call("total", sum, order);
      return order + "=" + sum;
    }

    void flush(@Upstream("sum") int sum, @Upstream Order order) throws PauseFlow {
      journal.call("flush", sum, order);
    }

    void finished(@Upstream Order order) throws PauseFlow {
      journal.call("finished", order);
    }

    void close(@Upstream Order order) throws PauseFlow {
      journal.call("close!", order);
    }
  }

  /** All that comes after an added stage sees what that made, whatever looks at it. */
  @TestFactory
  Stream<DynamicNode> whatAnAddedFunctionGivesTakesThePlaceOfWhatItTook() {
    return Scenario.of(Report::new)
        .extended(
            d ->
                AddedFunctionsTest_ReportFlow.with(d)
                    .afterOrders(
                        order -> {
                          d.journal().call("added", order);
                          return order.called(order + "x");
                        })
                    .afterItems(item -> item == 2 ? null : item + 4)
                    .afterSum(
                        total -> {
                          d.journal().call("told", total);
                          return total + "!";
                        })
                    .build())
        .given("me")
        .tells(
            """
            orders(me)
            added(A) open(Ax) items(Ax)
              price(5,Ax,me) sum(0,50,5)
              finished(Ax) flush(50,Ax) total(50,Ax) told(Ax=50) out(Ax=50!) close!(Ax)
            added(B) open(Bx) items(Bx)
              price(7,Bx,me) sum(0,70,7)
              finished(Bx) flush(70,Bx) total(70,Bx) told(Bx=70) out(Bx=70!) close!(Bx)
            end
            """);
  }

  @TestFactory
  Stream<DynamicNode> anAddedFunctionDropsItems() {
    return Scenario.of(Report::new)
        .extended(
            d ->
                AddedFunctionsTest_ReportFlow.with(d)
                    .afterOpen(order -> order.id().equals("A") ? order : null)
                    .afterPrice(price -> price > 10 ? price : null)
                    .build())
        .given("me")
        .tells(
            """
            orders(me)
            open(A) items(A)
              price(1,A,me) price(2,A,me) sum(0,20,2)
              finished(A) flush(20,A) total(20,A) out(A=20) close!(A)
            open(B)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Numbers(Journal journal) {
    @Context(onClose = "close")
    @Filter
    boolean positive(int number) throws PauseFlow {
      journal.call("positive", number);
      return number > 0;
    }

    @Sequence
    int[] upTo(int number) throws PauseFlow {
      journal.call("upTo", number);
      return new int[] {number};
    }

    @Function
    int seen(int number, @Upstream("input") int from) throws PauseFlow {
      journal.call("seen", number, from);
      return number + 1;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }

    void close(@Upstream("input") int number) throws PauseFlow {
      journal.call("close!", number);
    }
  }

  /** A context that was opened before keeps in scope what was there. */
  @TestFactory
  Stream<DynamicNode> whatWasInScopeBeforeAnAddedFunctionStaysAsItWas() {
    return Scenario.of(Numbers::new)
        .extended(d -> AddedFunctionsTest_NumbersFlow.with(d).afterPositive(n -> n * 100).build())
        .given(3)
        .tells("positive(3) upTo(300) seen(300,300) out(301) close!(3) end");
  }

  @Test
  void anAddedFunctionMayPause() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Report report = new Report(Scenario.undisturbed());
    TestLoop loop = new TestLoop();
    var run =
        AddedFunctionsTest_ReportFlow.with(report)
            .afterSum(
                total -> {
                  if (!answer.isDone()) {
                    throw PauseFlow.until(answer);
                  }
                  return total + answer.join();
                })
            .build()
            .on(loop)
            .start("me");
    loop.runAll();
    CompletableFuture<FlowTrace> trace = run.trace().toCompletableFuture();
    loop.runAll();
    assertThat(trace.join().levels())
        .extracting(FlowTrace.Level::stage)
        .containsExactly("input", "orders");
    assertThat(trace.join().levels().get(1).at()).isEqualTo("afterSum");
    answer.complete("?");
    loop.runAll();
    assertThat(run.completion()).isCompleted();
  }

  @Test
  void theirNamesAreInTheDescription() {
    Report report = new Report(Scenario.undisturbed());
    AddedFunctionsTest_ReportFlow flow =
        AddedFunctionsTest_ReportFlow.with(report)
            .afterPrice(price -> price)
            .afterOrders(order -> order)
            .build();
    assertThat(flow.describe().stages())
        .extracting(FlowDescription.Stage::name)
        .containsExactly("orders", "afterOrders", "open", "items", "price", "afterPrice", "sum");
    assertThat(flow.describe().stages().get(5))
        .isEqualTo(
            new FlowDescription.Stage(
                "afterPrice", FlowDescription.Kind.FUNCTION, "int", false, null));
    assertThat(flow.describe().toMermaid()).contains("[\"afterOrders\"]");
  }

  @Test
  void whereNothingIsAddedTheFlowIsTheSame() throws Exception {
    Report report = new Report(Scenario.undisturbed());
    Flow<String, String> plain = AddedFunctionsTest_ReportFlow.with(report).build();
    assertThat(plain.describe()).isEqualTo(AddedFunctionsTest_ReportFlow.of(report).describe());
    assertThat(plain.collect("me")).containsExactly("A=30", "B=130");
  }

  @FlowDefinition(extensible = true)
  static class Counting {
    private int count;

    @Sequence
    int[] numbers(int number) {
      return new int[] {number, number};
    }

    @Function
    int counted(int number) {
      return number + count++;
    }
  }

  @Test
  void eachRunMayHaveADefinitionOfItsOwn() {
    AddedFunctionsTest_CountingFlow flow =
        AddedFunctionsTest_CountingFlow.withPerRun(Counting::new).afterCounted(n -> -n).build();
    assertThat(flow.collect(1)).containsExactly(-1, -2);
    assertThat(flow.collect(1)).containsExactly(-1, -2);
  }

  @Test
  void additionsAreImmutable() {
    var none = AddedFunctionsTest_CountingFlow.withPerRun(Counting::new);
    var one = none.afterNumbers(n -> n * 10);
    var two = one.afterCounted(n -> n + 1);
    assertThat(none.build().collect(1)).containsExactly(1, 2);
    assertThat(one.build().collect(1)).containsExactly(10, 11);
    assertThat(two.build().collect(1)).containsExactly(11, 12);
  }

  /** As the failure of what is awaited does, which nobody can declare either. */
  @Test
  void whatAnAddedFunctionThrowsComesOutAsItIs() {
    IOException failure = new IOException("added");
    AddedFunctionsTest_CountingFlow flow =
        AddedFunctionsTest_CountingFlow.withPerRun(Counting::new)
            .afterCounted(
                number -> {
                  throw failure;
                })
            .build();
    assertThatThrownBy(() -> flow.run(1)).isSameAs(failure);
    assertThatThrownBy(() -> flow.on(Runnable::run).collect(1).join()).hasCause(failure);
  }

  @Test
  void whatIsNoFunctionIsNotAdded() {
    var none = AddedFunctionsTest_CountingFlow.withPerRun(Counting::new);
    assertThatNullPointerException()
        .isThrownBy(() -> none.afterCounted(null))
        .withMessage("function");
    assertThatIllegalStateException()
        .isThrownBy(() -> none.afterCounted(n -> n).afterCounted(n -> n))
        .withMessage(
            "a function is added after 'counted' already: compose the two, and add the result");
    assertThatNullPointerException()
        .isThrownBy(() -> AddedFunctionsTest_CountingFlow.with(null))
        .withMessage("definition");
  }

  @Test
  void aFlowWithAddedFunctionsIsAPartOfOthersLikeAnyOther() throws Exception {
    Report report = new Report(Scenario.undisturbed());
    var flow = AddedFunctionsTest_ReportFlow.with(report).afterOpen(o -> o.called("o")).build();
    assertThat(
            Flow.<String>begin().subflow(name -> flow).build().then(Flow.identity()).collect("me"))
        .containsExactly("o=30", "o=30");
  }
}
