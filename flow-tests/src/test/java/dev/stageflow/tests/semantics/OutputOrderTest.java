package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
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

  @FlowDefinition(output = Object.class)
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
  }

  @Test
  void aBuiltFlowWithOtherOutputsSaysTheirType() throws Exception {
    var builder = Flow.<Integer>begin().function(n -> n + 1).output().function(n -> "last " + n);
    assertThat(builder.build(Object.class).collect(1)).containsExactly(2, "last 2");
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
