package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Outputs of stages and hooks go to the flow's own sink, in order with those of the last stage. */
class OutputOrderTest {
  private static final FlowKey<String> HEADING = FlowKey.of("heading", String.class);
  private static final FlowKey<Integer> SUM = FlowKey.of("sum", Integer.class);
  private static final Class<IllegalStateException> BAD = IllegalStateException.class;
  private static final StageBiFunction<Integer, Throwable, String> LOST =
      (item, failure) -> "lost " + item;

  /** A page: each hook gives something, and so does a stage on the way. */
  @FlowDefinition(generate = false)
  static class Page {
    private final Journal journal;

    Page(Journal journal) {
      this.journal = journal;
    }

    @Output
    @Function
    String heading(int page) throws PauseFlow {
      journal.call("heading", page);
      return "page" + page;
    }

    @Context(onOpen = "open", onFlush = "subtotal", onClose = "close")
    @Sequence(onFinish = "finished")
    JournaledSource<Integer> orders(String heading) throws PauseFlow {
      journal.call("orders", heading);
      return journal.source("orders", 1, 2);
    }

    @Output
    @Function
    @Nullable Integer price(int order) throws PauseFlow {
      journal.call("price", order);
      return order == 1 ? null : 10 * order;
    }

    @Accumulate(bucket = "sum")
    int total(int sum, int price) throws PauseFlow {
      journal.call("total", sum, price);
      return sum + price;
    }

    @Function
    String line(int total, @Upstream("heading") String heading) throws PauseFlow {
      journal.call("line", total);
      return heading + ":" + total;
    }

    @Output
    String open(@Upstream("heading") String heading) throws PauseFlow {
      journal.call("open", heading);
      return "<" + heading;
    }

    @Output
    Optional<Integer> subtotal(@Upstream("sum") int sum) throws PauseFlow {
      journal.call("subtotal", sum);
      return Optional.of(sum);
    }

    @Output
    @Nullable String finished() throws PauseFlow {
      journal.call("finished");
      return "finished";
    }

    @Output
    String close(@Upstream("heading") String heading) throws PauseFlow {
      journal.call("close", heading);
      return heading + ">";
    }
  }

  @FlowDefinition(output = Object.class, durable = true)
  static class Pages extends Page {
    Pages(Journal journal) {
      super(journal);
    }
  }

  @TestFactory
  Stream<DynamicNode> whatStagesAndHooksGiveComesInTheOrderInWhichItIsGiven() {
    return Scenario.of(Pages::new)
        .generated(OutputOrderTest_PagesFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .function(d::heading)
                    .named(HEADING)
                    .output()
                    .context()
                    .onOpenOutput(HEADING, d::open)
                    .onFlushOutput(SUM, sum -> d.subtotal(sum).orElse(null))
                    .onCloseOutput(HEADING, d::close)
                    .sequence(d::orders)
                    .named("orders")
                    .onFinishOutput(d::finished)
                    .function(d::price)
                    .output()
                    .accumulate(() -> 0, d::total)
                    .bucket(SUM)
                    .function(HEADING, d::line)
                    .build(Object.class))
        .given(7)
        .tells(
            """
            heading(7) out(page7)
            open(page7) out(<page7)
            orders(page7)
              price(1)
              price(2) out(20) total(0,20)
            close(orders)
            finished out(finished)
            subtotal(20) out(20)
            line(20) out(page7:20)
            close(page7) out(page7>)
            end
            """);
  }

  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** What takes a failure gives an output in place of the item, whatever the stage is. */
  @FlowDefinition(output = Object.class, durable = true)
  static class Checks {
    private final Journal journal;

    Checks(Journal journal) {
      this.journal = journal;
    }

    @Sequence
    JournaledSource<Integer> numbers(int n) throws PauseFlow, Bad {
      journal.call("numbers", n);
      return journal.source("numbers", 1, 2, 3, 4);
    }

    @Function
    int half(int number) throws PauseFlow, Bad {
      journal.call("half", number);
      return number % 2 == 0 ? number / 2 : fail();
    }

    @Filter
    boolean small(int half) throws PauseFlow, Bad {
      journal.call("small", half);
      return half < 2 || fail() > 0;
    }

    @Accumulate
    int sum(int sum, int half) throws PauseFlow, Bad {
      journal.call("sum", half);
      return fail();
    }

    @Recover({"half", "small", "sum"})
    @Output
    @Nullable String wrong(int number, Bad failure) throws PauseFlow {
      journal.call("wrong", number);
      return number == 3 ? null : "not" + number;
    }

    private int fail() throws Bad {
      throw journal.handled(new Bad());
    }
  }

  @TestFactory
  Stream<DynamicNode> whatARecoverGivesIsAnOutputInPlaceOfItsItem() {
    return Scenario.of(Checks::new)
        .generated(OutputOrderTest_ChecksFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .named("numbers")
                    .function(d::half)
                    .recoverOutput(Bad.class, d::wrong)
                    .filter(d::small)
                    .recoverOutput(Bad.class, d::wrong)
                    .accumulate(() -> 0, d::sum)
                    .recoverOutput(Bad.class, d::wrong)
                    .build(Object.class))
        .given(0)
        .tells(
            """
            numbers(0)
              half(1) wrong(1) out(not1)
              half(2) small(1) sum(1) wrong(1) out(not1)
              half(3) wrong(3)
              half(4) small(2) wrong(2) out(not2)
            close(numbers)
            end
            """);
  }

  /** Nothing goes on from the last stage; a hook has a sink of its own. */
  static class Deliveries {
    @Context(onOpen = "order", onClose = "done")
    @Sequence
    List<String> items(String order) {
      return List.of(order.split(","));
    }

    @Parallel(2)
    @Function
    CompletionStage<String> sent(String item) {
      return item.equals("x")
          ? CompletableFuture.failedFuture(new IllegalStateException())
          : CompletableFuture.completedFuture(item);
    }

    @Recover("sent")
    @Output
    String lost(String item, IllegalStateException failure) {
      return "lost " + item;
    }

    @Output
    @Function
    String shown(String item) {
      return "sent " + item;
    }

    @Accumulate(finish = "counted")
    int count(int count, String item) {
      return count + 1;
    }

    void counted(int count) {}

    @Output
    String order(@Upstream("input") String order) {
      return order;
    }

    @Output("done")
    int done() {
      return 1;
    }
  }

  @Test
  void theOutputsMayBeThoseOfOtherStagesAlone() throws Exception {
    int[] done = {0};
    Flow<String, String> flow =
        OutputOrderTest_DeliveriesFlow.of(new Deliveries()).outputs(one -> done[0] += one);
    assertThat(flow.collect("a,x,b")).containsExactly("a,x,b", "lost x", "sent a", "sent b");
    assertThat(done[0]).isEqualTo(1);
    assertThat(built(new Deliveries()).collect("a,x,b"))
        .containsExactly("a,x,b", "lost x", "sent a", "sent b");
  }

  private static Flow<String, String> built(Deliveries d) {
    FlowKey<String> order = FlowKey.of("order", String.class);
    return Flow.begin(order)
        .context()
        .onOpenOutput(order, d::order)
        .sequence(d::items)
        .functionAsync(d::sent)
        .parallel(2)
        .recoverOutput(IllegalStateException.class, d::lost)
        .function(d::shown)
        .output()
        .accumulate(() -> 0, d::count)
        .consume(d::counted)
        .build(String.class);
  }

  @Test
  void aForkAConsumerASubflowAndASequenceMayGiveAnOutputInPlaceOfTheirItem() throws Exception {
    FlowKey<Integer> half = FlowKey.of("half", Integer.class);
    var begin = Flow.<Integer>begin();
    List<FlowRecovered> flows =
        List.of(
            begin.<Integer>sequence(OutputOrderTest::failing).recoverOutput(BAD, LOST)::build,
            begin.<Integer>subflow(OutputOrderTest::failing).recoverOutput(BAD, LOST)::build,
            begin.consume(OutputOrderTest::failing).recoverOutput(BAD, LOST)::build,
            begin
                    .<Integer>fork(OutputOrderTest::failing)
                    .named(half)
                    .recoverOutput(BAD, LOST)
                    .tunnelRecover()
                    .function(half, (n, fork) -> n)
                ::build);
    for (FlowRecovered flow : flows) {
      assertThat(flow.build(Object.class).collect(1)).containsExactly("lost 1");
    }
  }

  /** The end of a builder. */
  private interface FlowRecovered {
    Flow<Integer, Object> build(Class<Object> outputs);
  }

  private static <R> R failing(int number) {
    throw new IllegalStateException();
  }

  @Test
  void aBuiltFlowWithOtherOutputsSaysTheirType() throws Exception {
    var builder = Flow.<Integer>begin().function(n -> n + 1).output().function(n -> "last " + n);
    assertThat(builder.build(Object.class).collect(1)).containsExactly(2, "last 2");
    assertThatThrownBy(
            Flow.<Integer>begin().function(n -> n).recoverOutput(Bad.class, (n, failure) -> n)
                ::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the flow has outputs besides those of its last stage");
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the flow has outputs besides those of its last stage:"
                + " call build(Class) with the type of all of them");
    Flow<Integer, String> wrong = builder.build(String.class);
    assertThatThrownBy(() -> wrong.collect(1))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("java.lang.Integer");
  }
}
