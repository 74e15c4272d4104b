package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Values from further up are in scope as in nested loops. */
class UpstreamTest {
  private static final FlowKey<String> INPUT = FlowKey.of("input", String.class);
  private static final FlowKey<Integer> NUMBER = FlowKey.of("number", Integer.class);
  private static final FlowKey<Order> ORDER = FlowKey.of("orders", Order.class);

  record Order(String id, List<Integer> items) {
    @Override
    public String toString() {
      return id;
    }
  }

  @FlowDefinition(extensible = true, durable = true)
  record AcrossLevels(Journal journal) {
    @Sequence
    List<Order> orders(List<Order> orders) {
      return orders;
    }

    @Sequence
    List<Integer> items(Order order) throws PauseFlow {
      journal.call("items", order);
      return order.items();
    }

    @Filter
    boolean even(int item) {
      return item % 2 == 0;
    }

    @Sequence
    long[] copies(int item) throws PauseFlow {
      journal.call("copies", item);
      return new long[] {item, 10 * item};
    }

    /** By type and by name; the value of a primitive stage as itself, boxed and widened. */
    @Function
    String line(
        @Upstream Order order,
        long copy,
        @Upstream("items") int item,
        @Upstream Integer boxed,
        @Upstream("items") double widened,
        @Upstream("input") List<Order> all)
        throws PauseFlow {
      journal.call("line", order, copy, item, boxed, widened, all);
      return order + "-" + copy;
    }
  }

  @TestFactory
  Stream<DynamicNode> aStageSeesTheValuesOnTheWayToItsItemByTypeAndByName() {
    return Scenario.of(AcrossLevels::new)
        .generated(UpstreamTest_AcrossLevelsFlow::of)
        .given(List.of(new Order("A", List.of(1, 2)), new Order("B", List.of(4))))
        .tells(
            """
            items(A)
              copies(2)
                line(A,2,2,2,2.0,[A,B]) out(A-2)
                line(A,20,2,2,2.0,[A,B]) out(A-20)
            items(B)
              copies(4)
                line(B,4,4,4,4.0,[A,B]) out(B-4)
                line(B,40,4,4,4.0,[A,B]) out(B-40)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record ByKey(Journal journal) {
    @Sequence
    List<Order> orders(String customer) {
      return List.of(new Order("A", List.of(1, 2)), new Order("B", List.of(3)));
    }

    @Sequence
    List<Integer> items(Order order) {
      return order.items();
    }

    @Function
    String line(int item, @Upstream Order order) throws PauseFlow {
      journal.call("line", item, order);
      return order.id() + item;
    }

    @Sequence
    List<String> addressed(String line, @Upstream("input") String customer) throws PauseFlow {
      journal.call("addressed", line, customer);
      return List.of(customer + "/" + line);
    }
  }

  @TestFactory
  Stream<DynamicNode> aBuiltFlowNamesItsValuesByKeys() {
    return Scenario.of(ByKey::new)
        .generated(UpstreamTest_ByKeyFlow::of)
        .built(
            d ->
                Flow.begin(INPUT)
                    .sequence(d::orders)
                    .named(ORDER)
                    .sequence(d::items)
                    .function(ORDER, d::line)
                    .sequence(INPUT, d::addressed)
                    .build())
        .given("me")
        .tells(
            """
            line(1,A) addressed(A1,me) out(me/A1)
            line(2,A) addressed(A2,me) out(me/A2)
            line(3,B) addressed(B3,me) out(me/B3)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record PastAccumulate(Journal journal) {
    @Sequence
    List<Integer> number(String text) {
      return List.of(1, text.length());
    }

    @Context(onClose = "closed")
    @Sequence
    List<Integer> copies(int number) {
      return List.of(number, number);
    }

    @Accumulate
    int add(int sum, int copy) {
      return sum + copy;
    }

    /** The copies are gathered; what opened their context is in scope still. */
    @Function
    String total(int sum, @Upstream("number") int number) throws PauseFlow {
      journal.call("total", sum, number);
      return number + ":" + sum;
    }

    @Accumulate
    String join(String all, String one) {
      return all + one + ";";
    }

    /** Nothing but the input is in scope where the run has gathered. */
    @Function
    String whole(String all, @Upstream("input") String text) throws PauseFlow {
      journal.call("whole", all, text);
      return text + "=" + all;
    }

    void closed(@Upstream("number") int number) throws PauseFlow {
      journal.call("closed", number);
    }
  }

  @TestFactory
  Stream<DynamicNode> pastAnAccumulateScopeIsWhatItWasWhereTheContextOpened() {
    return Scenario.of(PastAccumulate::new)
        .generated(UpstreamTest_PastAccumulateFlow::of)
        .built(
            d ->
                Flow.begin(INPUT)
                    .sequence(d::number)
                    .named(NUMBER)
                    .context()
                    .onClose(NUMBER, d::closed)
                    .sequence(d::copies)
                    .accumulate(() -> 0, d::add)
                    .function(NUMBER, d::total)
                    .accumulate(() -> "", d::join)
                    .function(INPUT, d::whole)
                    .build())
        .given("abc")
        .tells(
            """
            total(2,1) closed(1)
            total(6,3) closed(3)
            whole(1:2;3:6;,abc) out(abc=1:2;3:6;)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record InHooks(Journal journal) {
    @Sequence
    List<Integer> number(int count) {
      return List.of(1, count);
    }

    @Function
    Optional<String> word(int number) {
      return Optional.of("w" + number);
    }

    @Context(onFlush = "flushed", onClose = "closed")
    @Sequence(onFinish = "finished")
    List<String> copies(String word, @Upstream("input") int count) throws PauseFlow {
      journal.call("copies", word, count);
      return List.of(word + "a", word + "b", word + "c");
    }

    @Accumulate(start = "begin", finish = "done", flushWhen = "full", bucket = "text")
    void gather(StringBuilder all, String copy, @Upstream("number") long number) throws PauseFlow {
      journal.call("gather", all, copy, number);
      all.append(copy);
    }

    StringBuilder begin(@Upstream("word") String word, @Upstream("number") int number) {
      return new StringBuilder(word + number + "=");
    }

    boolean full(@Upstream("number") int number, StringBuilder all) {
      return number == 1 && all.length() > 8;
    }

    String done(StringBuilder all, @Upstream("word") CharSequence word) throws PauseFlow {
      journal.call("done", all, word);
      return "<" + all + ">";
    }

    void finished(
        @Upstream("word") String word, @Upstream("number") int number, @Upstream("input") int count)
        throws PauseFlow {
      journal.call("finished", word, number, count);
    }

    void flushed(@Upstream("text") StringBuilder text, @Upstream("word") String word)
        throws PauseFlow {
      journal.call("flushed", text, word);
    }

    void closed(@Upstream String word, @Upstream("number") Integer number) throws PauseFlow {
      journal.call("closed", word, number);
    }
  }

  @TestFactory
  Stream<DynamicNode> hooksSeeWhatWasInScopeWhereTheirContextOpened() {
    return Scenario.of(InHooks::new)
        .generated(UpstreamTest_InHooksFlow::of)
        .given(5)
        .tells(
            """
            copies(w1,5)
              gather(w11=,w1a,1)
              gather(w11=w1a,w1b,1)
                done(w11=w1aw1b,w1) out(<w11=w1aw1b>)
              gather(w11=,w1c,1)
              finished(w1,1,5) flushed(w11=w1c,w1)
                done(w11=w1c,w1) out(<w11=w1c>)
              closed(w1,1)
            copies(w5,5)
              gather(w55=,w5a,5)
              gather(w55=w5a,w5b,5)
              gather(w55=w5aw5b,w5c,5)
              finished(w5,5,5) flushed(w55=w5aw5bw5c,w5)
                done(w55=w5aw5bw5c,w5) out(<w55=w5aw5bw5c>)
              closed(w5,5)
            end
            """);
  }
}
