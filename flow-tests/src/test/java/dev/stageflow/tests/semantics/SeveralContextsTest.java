package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A stage may open several contexts, of which the first is the outermost. */
class SeveralContextsTest {

  /** A word such as {@code ab3}: its region, its customer in it, its amount. */
  record Row(String text) {
    char region() {
      return text.charAt(0);
    }

    String customer() {
      return text.substring(1, 2);
    }

    int amount() {
      return Integer.parseInt(text.substring(2));
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final FlowKey<Row> ROW = FlowKey.of("rows", Row.class);
  private static final FlowKey<Integer> SUM = FlowKey.of("sum", Integer.class);
  private static final FlowKey<Integer> MOST = FlowKey.of("most", Integer.class);

  private static Row[] rows(String text) {
    return Stream.of(text.split(" ")).map(Row::new).toArray(Row[]::new);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Groups(Journal journal) {
    @Sequence(onFinish = "finished")
    JournaledSource<Row> rows(String text) throws PauseFlow {
      journal.call("rows");
      return journal.source("rows", SeveralContextsTest.rows(text));
    }

    @Context(by = "region", onOpen = "openRegion", onFlush = "flushRegion", onClose = "closeRegion")
    @Context(by = "customer", onOpen = "open", onFlush = "flush", onClose = "close")
    @Function
    int amount(Row row) throws PauseFlow {
      journal.call("amount", row);
      return row.amount();
    }

    @Accumulate
    int add(int sum, int amount) throws PauseFlow {
      journal.call("add", sum, amount);
      return sum + amount;
    }

    @Accumulate
    int most(int most, int sum) throws PauseFlow {
      journal.call("most", most, sum);
      return Math.max(most, sum);
    }

    @Function
    String line(int most, @Upstream Row first) throws PauseFlow {
      journal.call("line", most, first);
      return first.text() + most;
    }

    void openRegion(@Upstream Row first) throws PauseFlow {
      journal.call("openRegion", first);
    }

    void flushRegion(@Upstream("most") int most) throws PauseFlow {
      journal.call("flushRegion", most);
    }

    void closeRegion(@Upstream Row first) throws PauseFlow {
      journal.call("closeRegion", first);
    }

    void open(@Upstream Row first) throws PauseFlow {
      journal.call("open", first);
    }

    void flush(@Upstream("add") int sum) throws PauseFlow {
      journal.call("flush", sum);
    }

    void close(@Upstream Row first) throws PauseFlow {
      journal.call("close", first);
    }

    void finished() throws PauseFlow {
      journal.call("finished");
    }
  }

  private static Flow<String, String> built(Groups d) {
    return Flow.<String>begin()
        .sequence(d::rows)
        .named(ROW)
        .onFinish(d::finished)
        .context()
        .by(Row::region)
        .onOpen(ROW, d::openRegion)
        .onFlush(MOST, d::flushRegion)
        .onClose(ROW, d::closeRegion)
        .context()
        .by(Row::customer)
        .onOpen(ROW, d::open)
        .onFlush(SUM, d::flush)
        .onClose(ROW, d::close)
        .function(d::amount)
        .named("amount")
        .accumulate(() -> 0, d::add)
        .bucket(SUM)
        .accumulate(() -> 0, d::most)
        .bucket(MOST)
        .function(ROW, d::line)
        .build();
  }

  @TestFactory
  Stream<DynamicNode> groupsOfOneStageNest() {
    return Scenario.of(Groups::new)
        .generated(SeveralContextsTest_GroupsFlow::of)
        .built(SeveralContextsTest::built)
        .given("xa1 xa2 xb9 yb1")
        .tells(
            """
            rows
            openRegion(xa1)
              open(xa1) amount(xa1) add(0,1) amount(xa2) add(1,2)
              flush(3) most(0,3) close(xa1)
              open(xb9) amount(xb9) add(0,9)
              flush(9) most(3,9) close(xb9)
            flushRegion(9) line(9,xa1) out(xa19) closeRegion(xa1)
            openRegion(yb1)
              open(yb1) amount(yb1) add(0,1)
              close(rows)
              flush(1) most(0,1) close(yb1)
            flushRegion(1) line(1,yb1) out(yb11) closeRegion(yb1)
            finished
            end
            """);
  }

  /** Passes a region's totals on early, as soon as there are as many as its first row says. */
  static class Batches {
    @Sequence
    List<Row> rows(List<Row> rows) {
      return rows;
    }

    @Context(by = "region")
    @Context(by = "customer")
    @Function
    int amount(Row row) {
      return row.amount();
    }

    @Accumulate
    int add(int sum, int amount) {
      return sum + amount;
    }

    @Accumulate(flushWhen = "full")
    void totals(List<Integer> totals, int sum) {
      totals.add(sum);
    }

    boolean full(List<Integer> totals, @Upstream("rows") Row first) {
      return totals.size() == first.amount();
    }

    char region(Row row) {
      return row.region();
    }

    String customer(Row row) {
      return row.customer();
    }
  }

  @Test
  void whatTheOuterGroupHasKeptIsThereWhileTheInnerOneCloses() {
    assertThat(
            SeveralContextsTest_BatchesFlow.create()
                .collect(List.of(rows("xa2 xb5 xc7 yd1 ye4 ye5"))))
        .containsExactly(List.of(2, 5), List.of(7), List.of(1), List.of(9));
  }

  @FlowDefinition(extensible = true, durable = true)
  record Plain(Journal journal) {
    @Sequence
    JournaledSource<Row> rows(String text) throws PauseFlow {
      journal.call("rows");
      return journal.source("rows", SeveralContextsTest.rows(text));
    }

    @Context(by = "region", onClose = "closeRegion")
    @Context(onOpen = "openRow", onClose = "closeRow")
    @Context(onFlush = "flush", onClose = "close")
    @Sequence
    List<Integer> amounts(Row row) throws PauseFlow {
      journal.call("amounts", row);
      return row.amount() == 0 ? null : List.of(row.amount(), 1);
    }

    @Accumulate
    int add(int sum, int amount) throws PauseFlow {
      journal.call("add", sum, amount);
      return sum + amount;
    }

    @Function
    int twice(int sum) throws PauseFlow {
      journal.call("twice", sum);
      return 2 * sum;
    }

    void closeRegion(@Upstream Row first) throws PauseFlow {
      journal.call("closeRegion", first);
    }

    void openRow(@Upstream Row row) throws PauseFlow {
      journal.call("openRow", row);
    }

    void closeRow(@Upstream Row row) throws PauseFlow {
      journal.call("closeRow", row);
    }

    void flush(@Upstream("add") int sum) throws PauseFlow {
      journal.call("flush", sum);
    }

    void close(@Upstream Row row) throws PauseFlow {
      journal.call("close", row);
    }
  }

  @TestFactory
  Stream<DynamicNode> eachItemOpensThemFromTheOutsideAndClosesThemFromTheInside() {
    return Scenario.of(Plain::new)
        .generated(SeveralContextsTest_PlainFlow::of)
        .built(
            d ->
                Flow.<String>begin()
                    .sequence(d::rows)
                    .named(ROW)
                    .context()
                    .by(Row::region)
                    .onClose(ROW, d::closeRegion)
                    .context()
                    .onOpen(ROW, d::openRow)
                    .onClose(ROW, d::closeRow)
                    .context()
                    .onFlush(SUM, d::flush)
                    .onClose(ROW, d::close)
                    .sequence(d::amounts)
                    .accumulate(() -> 0, d::add)
                    .bucket(SUM)
                    .function(d::twice)
                    .build())
        .given("xa1 xa0 yb2")
        .tells(
            """
            rows
            openRow(xa1)
              amounts(xa1) add(0,1) add(1,1) flush(2) twice(2) out(4) close(xa1)
            closeRow(xa1)
            openRow(xa0)
              amounts(xa0) flush(0) close(xa0)
            closeRow(xa0)
            closeRegion(xa1)
            openRow(yb2)
              amounts(yb2) add(0,2) add(2,1) flush(3) twice(3) out(6) close(yb2)
            closeRow(yb2)
            close(rows)
            closeRegion(yb2)
            end
            """);
  }

  record Failing(String hook) {
    @Sequence
    Row[] rows(String text) {
      return SeveralContextsTest.rows(text);
    }

    @Context(by = "region", onFlush = "flushRegion")
    @Context(by = "customer", onClose = "close")
    @Function
    int amount(Row row) {
      fail("amount");
      return row.amount();
    }

    void flushRegion() {
      fail("flushRegion");
    }

    void close() {
      fail("close");
    }

    private void fail(String at) {
      if (at.equals(hook)) {
        throw new IllegalStateException(at);
      }
    }
  }

  private static List<String> trace(String hook) {
    return FlowTrace.of(
            catchThrowable(
                () ->
                    SeveralContextsTest_FailingFlow.of(new Failing(hook))
                        .collect("xa1 xa2 xb9 yb1")))
        .orElseThrow()
        .levels()
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void aTraceTellsWhichOfThemIsOpen() {
    assertThat(trace("amount"))
        .endsWith(
            "rows #1 = xa1, in the context of aroundAmount, in the context of amount, at amount");
    assertThat(trace("close"))
        .endsWith(
            "rows #3 = xb9, in the context of aroundAmount, at amount",
            "amount #1 = a, in the context of amount, at amount");
    assertThat(trace("flushRegion"))
        .endsWith(
            "rows #4 = yb1, at aroundAmount",
            "aroundAmount #1 = x, in the context of aroundAmount, at aroundAmount");
  }

  @Test
  void aDescriptionTellsEachOfThem() {
    Groups groups = new Groups(Scenario.undisturbed());
    assertThat(SeveralContextsTest_GroupsFlow.of(groups).describe().stages())
        .extracting(
            FlowDescription.Stage::name,
            FlowDescription.Stage::kind,
            FlowDescription.Stage::output,
            FlowDescription.Stage::gathersIn)
        .containsExactly(
            tuple("rows", Kind.SEQUENCE, "SeveralContextsTest.Row", null),
            tuple("aroundAmount", Kind.CONTEXT, "SeveralContextsTest.Row", null),
            tuple("amount", Kind.FUNCTION, "int", null),
            tuple("add", Kind.ACCUMULATE, "int", "amount"),
            tuple("most", Kind.ACCUMULATE, "int", "aroundAmount"),
            tuple("line", Kind.FUNCTION, "String", null));
    assertThat(built(groups).describe().stages())
        .extracting(FlowDescription.Stage::kind, FlowDescription.Stage::gathersIn)
        .containsExactly(
            tuple(Kind.SEQUENCE, null),
            tuple(Kind.CONTEXT, null),
            tuple(Kind.FUNCTION, null),
            tuple(Kind.ACCUMULATE, "amount"),
            tuple(Kind.ACCUMULATE, "context2"),
            tuple(Kind.FUNCTION, null));
  }
}
