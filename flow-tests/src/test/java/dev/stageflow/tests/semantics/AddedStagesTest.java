package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.function.StageFunction;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stages that are added for one case stand where they were added, as if they were declared. */
class AddedStagesTest {

  record Order(String id, List<Integer> items) {
    Order called(String name) {
      return new Order(name, items);
    }

    @Override
    public String toString() {
      return id;
    }
  }

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

  private static Flow<Order, Order> twice(Journal journal) {
    return Flow.<Order>begin()
        .sequence(
            order -> {
              journal.call("twice", order);
              return List.of(order, order.called(order + "'"));
            })
        .build();
  }

  /** All that comes after an added stage sees what that made, whatever looks at it. */
  @TestFactory
  Stream<DynamicNode> whatAnAddedFunctionGivesTakesThePlaceOfWhatItTook() {
    return Scenario.of(Report::new)
        .built(
            d ->
                AddedStagesTest_ReportFlow.with(d)
                    .afterOrders(
                        order -> {
                          d.journal().call("added", order);
                          return order.called(order + "x");
                        })
                    .afterItems(item -> item == 2 ? null : item)
                    .afterItems(item -> item + 4)
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
  Stream<DynamicNode> eachItemIsRunThroughAnAddedFlow() {
    return Scenario.of(Report::new)
        .built(
            d ->
                AddedStagesTest_ReportFlow.with(d)
                    .afterOpen(order -> order.id().equals("A") ? order : null)
                    .afterOpen(twice(d.journal()))
                    .build())
        .given("me")
        .tells(
            """
            orders(me)
            open(A) twice(A)
              items(A)
                price(1,A,me) sum(0,10,1) price(2,A,me) sum(10,20,2)
                finished(A) flush(30,A) total(30,A) out(A=30) close!(A)
              items(A')
                price(1,A',me) sum(0,10,1) price(2,A',me) sum(10,20,2)
                finished(A') flush(30,A') total(30,A') out(A'=30) close!(A')
            open(B)
            end
            """);
  }

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
  Stream<DynamicNode> whatWasInScopeBeforeAnAddedStageStaysAsItWas() {
    return Scenario.of(Numbers::new)
        .built(d -> AddedStagesTest_NumbersFlow.with(d).afterPositive(n -> n * 100).build())
        .given(3)
        .tells("positive(3) upTo(300) seen(300,300) out(301) close!(3) end");
  }

  @Test
  void anAddedStageMayPause() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Report report = new Report(Scenario.undisturbed());
    TestLoop loop = new TestLoop();
    var run =
        AddedStagesTest_ReportFlow.with(report)
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
    AddedStagesTest_ReportFlow flow =
        AddedStagesTest_ReportFlow.with(report)
            .afterPrice(price -> price)
            .afterPrice(Flow.identity())
            .afterOrders(order -> order)
            .build();
    assertThat(flow.describe().stages())
        .extracting(FlowDescription.Stage::name)
        .containsExactly(
            "orders", "afterOrders", "open", "items", "price", "afterPrice", "afterPrice2", "sum");
    assertThat(flow.describe().stages().get(6))
        .isEqualTo(
            new FlowDescription.Stage(
                "afterPrice2", FlowDescription.Kind.SUBFLOW, "int", false, null));
    assertThat(flow.describe().toMermaid()).contains("[\"afterOrders\"]");
  }

  @Test
  void whereNothingIsAddedItIsTheVeryFlow() throws Exception {
    Report report = new Report(Scenario.undisturbed());
    Flow<String, String> plain = AddedStagesTest_ReportFlow.with(report).build();
    assertThat(plain.describe()).isEqualTo(AddedStagesTest_ReportFlow.of(report).describe());
    assertThat(plain.collect("me")).containsExactly("A=30", "B=130");
  }

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
    AddedStagesTest_CountingFlow flow =
        AddedStagesTest_CountingFlow.withPerRun(Counting::new).afterCounted(n -> -n).build();
    assertThat(flow.collect(1)).containsExactly(-1, -2);
    assertThat(flow.collect(1)).containsExactly(-1, -2);
  }

  @Test
  void additionsAreImmutable() {
    var none = AddedStagesTest_CountingFlow.withPerRun(Counting::new);
    var one = none.afterNumbers(n -> n * 10);
    var two = one.afterNumbers(n -> n + 1);
    assertThat(none.build().collect(1)).containsExactly(1, 2);
    assertThat(one.build().collect(1)).containsExactly(10, 11);
    assertThat(two.build().collect(1)).containsExactly(11, 12);
  }

  /** As the failure of what is awaited does, which nobody can declare either. */
  @Test
  void whatAnAddedStageThrowsComesOutAsItIs() {
    IOException failure = new IOException("added");
    AddedStagesTest_CountingFlow flow =
        AddedStagesTest_CountingFlow.withPerRun(Counting::new)
            .afterCounted(
                number -> {
                  throw failure;
                })
            .build();
    assertThatThrownBy(() -> flow.run(1)).isSameAs(failure);
    assertThatThrownBy(() -> flow.on(Runnable::run).collect(1).join()).hasCause(failure);
  }

  @Test
  void whatIsNoStageIsNotAdded() {
    var none = AddedStagesTest_CountingFlow.withPerRun(Counting::new);
    assertThatNullPointerException()
        .isThrownBy(() -> none.afterCounted((StageFunction<Integer, Integer>) null))
        .withMessage("function");
    assertThatNullPointerException()
        .isThrownBy(() -> none.afterCounted((Flow<Integer, Integer>) null))
        .withMessage("flow");
    assertThatIllegalArgumentException().isThrownBy(() -> none.afterCounted(foreign()));
    assertThatNullPointerException()
        .isThrownBy(() -> AddedStagesTest_CountingFlow.with(null))
        .withMessage("definition");
  }

  @SuppressWarnings("unchecked") // nothing of it is ever called
  private static Flow<Integer, Integer> foreign() {
    return (Flow<Integer, Integer>)
        Proxy.newProxyInstance(
            AddedStagesTest.class.getClassLoader(),
            new Class<?>[] {Flow.class},
            (proxy, method, arguments) -> null);
  }

  @Test
  void aFlowWithAddedStagesIsAPartOfOthersLikeAnyOther() throws Exception {
    Report report = new Report(Scenario.undisturbed());
    var flow = AddedStagesTest_ReportFlow.with(report).afterOpen(o -> o.called("o")).build();
    assertThat(
            Flow.<String>begin().subflow(name -> flow).build().then(Flow.identity()).collect("me"))
        .containsExactly("o=30", "o=30");
  }
}
