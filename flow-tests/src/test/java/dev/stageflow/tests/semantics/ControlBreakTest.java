package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.stageflow.ContextBuilder;
import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Neighbouring items with equal keys share a context: a control break. */
class ControlBreakTest {

  /** A word such as {@code ab3}: its region, its customer in it, its amount. */
  record Row(String text) {
    String region() {
      return text.substring(0, 1);
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

  @FlowDefinition(extensible = true, durable = true)
  record Totals(Journal journal) {
    @Sequence(onFinish = "finished")
    JournaledSource<Row> rows(String text) throws PauseFlow {
      journal.call("rows");
      return journal.source("rows", Stream.of(text.split(" ")).map(Row::new).toArray(Row[]::new));
    }

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

    @Function
    String total(int sum, @Upstream Row first) throws PauseFlow {
      journal.call("total", sum, first);
      return first.customer() + sum;
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

  private static Flow<String, String> built(Totals d) {
    return Flow.<String>begin()
        .sequence(d::rows)
        .named(ROW)
        .onFinish(d::finished)
        .context()
        .by(Row::customer)
        .onOpen(ROW, d::open)
        .onFlush(SUM, d::flush)
        .onClose(ROW, d::close)
        .function(d::amount)
        .named("amount")
        .accumulate(() -> 0, d::add)
        .bucket(SUM)
        .function(ROW, d::total)
        .build();
  }

  @TestFactory
  Stream<DynamicNode> neighboursWithEqualKeysShareAContext() {
    return Scenario.of(Totals::new)
        .generated(ControlBreakTest_TotalsFlow::of)
        .built(ControlBreakTest::built)
        .given("xa1 xa2 xb3 xa4")
        .tells(
            """
            rows
            open(xa1) amount(xa1) add(0,1)
            amount(xa2) add(1,2)
            flush(3) total(3,xa1) out(a3) close(xa1)
            open(xb3) amount(xb3) add(0,3)
            flush(3) total(3,xb3) out(b3) close(xb3)
            open(xa4) amount(xa4) add(0,4)
            close(rows)
            flush(4) total(4,xa4) out(a4) close(xa4)
            finished
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Nested(Journal journal) {
    @Sequence
    JournaledSource<Row> rows(String text) throws PauseFlow {
      journal.call("rows");
      return journal.source("rows", Stream.of(text.split(" ")).map(Row::new).toArray(Row[]::new));
    }

    @Filter
    boolean counts(Row row) throws PauseFlow {
      journal.call("counts", row);
      return row.amount() > 0;
    }

    @Context(by = "region", onClose = "closeRegion")
    @Filter
    boolean isSmall(Row row) throws PauseFlow {
      journal.call("isSmall", row);
      return row.amount() < 9;
    }

    @Context(by = "customerOf")
    @Sequence
    List<Integer> ones(Row row) throws PauseFlow {
      journal.call("ones", row);
      return Collections.nCopies(row.amount(), 1);
    }

    @Accumulate
    int add(int sum, int one) throws PauseFlow {
      journal.call("add", sum, one);
      return sum + one;
    }

    @Function
    String total(int sum, @Upstream Row first) throws PauseFlow {
      journal.call("total", sum, first);
      return first.customer() + sum;
    }

    @Accumulate
    String join(String all, String total) throws PauseFlow {
      journal.call("join", all, total);
      return all + total;
    }

    @Function
    String line(String all, @Upstream Row first) throws PauseFlow {
      journal.call("line", all, first);
      return first.region() + all;
    }

    String customerOf(Row row) {
      return row.customer();
    }

    void closeRegion(@Upstream Row first) throws PauseFlow {
      journal.call("closeRegion", first);
    }
  }

  @TestFactory
  Stream<DynamicNode> groupsNest() {
    return Scenario.of(Nested::new)
        .generated(ControlBreakTest_NestedFlow::of)
        .built(
            d ->
                Flow.<String>begin()
                    .sequence(d::rows)
                    .named(ROW)
                    .filter(d::counts)
                    .context()
                    .by(Row::region)
                    .onClose(ROW, d::closeRegion)
                    .filter(d::isSmall)
                    .context()
                    .by(d::customerOf)
                    .sequence(d::ones)
                    .accumulate(() -> 0, d::add)
                    .function(ROW, d::total)
                    .accumulate(() -> "", d::join)
                    .function(ROW, d::line)
                    .build())
        .given("xa1 ya0 xa1 xb2 yb1 yc9 zd9 zd0 zd9")
        .tells(
            """
            rows
            counts(xa1) isSmall(xa1) ones(xa1) add(0,1)
            counts(ya0)
            counts(xa1) isSmall(xa1) ones(xa1) add(1,1)
            counts(xb2) isSmall(xb2)
              total(2,xa1) join(,a2)
              ones(xb2) add(0,1) add(1,1)
            counts(yb1)
              total(2,xb2) join(a2,b2) line(a2b2,xa1) out(xa2b2) closeRegion(xa1)
              isSmall(yb1) ones(yb1) add(0,1)
            counts(yc9) isSmall(yc9)
            counts(zd9)
              total(1,yb1) join(,b1) line(b1,yb1) out(yb1) closeRegion(yb1)
              isSmall(zd9)
            counts(zd0)
            counts(zd9) isSmall(zd9)
            close(rows)
            closeRegion(zd9)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Batches(Journal journal) {
    @Sequence
    JournaledSource<Row> rows(String text) throws PauseFlow {
      journal.call("rows");
      return journal.source("rows", Stream.of(text.split(" ")).map(Row::new).toArray(Row[]::new));
    }

    @Context(by = "region")
    @Function
    int amount(Row row) throws PauseFlow {
      journal.call("amount", row);
      return row.amount();
    }

    @Accumulate(flushWhen = "full", start = "empty", finish = "batch", emitEmpty = true)
    String add(String batch, int amount) throws PauseFlow {
      journal.call("add", batch, amount);
      return batch + amount;
    }

    @Context(by = "length")
    @Function
    String text(String batch) throws PauseFlow {
      journal.call("text", batch);
      return batch;
    }

    @Accumulate
    String join(String all, String text) throws PauseFlow {
      journal.call("join", all, text);
      return all + "," + text;
    }

    String empty(@Upstream Row first) {
      return first.customer();
    }

    boolean full(String batch, @Upstream Row first) {
      return batch.length() > first.amount();
    }

    String batch(String batch, @Upstream Row first) throws PauseFlow {
      journal.call("batch", batch, first);
      return batch + first.region();
    }
  }

  @TestFactory
  Stream<DynamicNode> whatAnAccumulateNamesSeesTheFirstItemAndBatchesAreNeighboursToo() {
    return Scenario.of(Batches::new)
        .generated(ControlBreakTest_BatchesFlow::of)
        .given("xa2 xb1 xc7 yd3 ye1 yf5 yg4 yh8 zi98")
        .tells(
            """
            rows
            amount(xa2) add(a,2)
            amount(xb1) add(a2,1) batch(a21,xa2) text(a21x) join(,a21x)
            amount(xc7) add(a,7)
            batch(a7,xa2) out(,a21x) text(a7x) join(,a7x)
            amount(yd3) add(d,3)
            amount(ye1) add(d3,1)
            amount(yf5) add(d31,5) batch(d315,yd3) out(,a7x) text(d315y) join(,d315y)
            amount(yg4) add(d,4)
            amount(yh8) add(d4,8)
            batch(d48,yd3) out(,d315y) text(d48y) join(,d48y)
            amount(zi98) add(i,98)
            close(rows)
            batch(i98,zi98) text(i98z) join(,d48y,i98z)
            out(,d48y,i98z)
            end
            """);
  }

  @FlowDefinition(durable = true)
  record Ended(Journal journal) {
    @Context(onClose = "closeAll")
    @Sequence
    JournaledSource<Row> rows(String text) throws PauseFlow {
      journal.call("rows");
      return journal.source("rows", Stream.of(text.split(" ")).map(Row::new).toArray(Row[]::new));
    }

    @Context(by = "region", onClose = "closeRegion")
    @Function
    Row region(Row row) throws PauseFlow {
      journal.call("region", row);
      return row;
    }

    @Context(by = "customer", onClose = "closeCustomer")
    @Filter(orBreak = "rows")
    boolean isSmall(Row row) throws PauseFlow {
      journal.call("isSmall", row);
      return row.amount() < 9;
    }

    @Accumulate
    int count(int count, Row row) throws PauseFlow {
      journal.call("count", count, row);
      return count + 1;
    }

    @Accumulate
    int most(int most, int count) throws PauseFlow {
      journal.call("most", most, count);
      return Math.max(most, count);
    }

    @Accumulate
    int all(int all, int most) throws PauseFlow {
      journal.call("all", all, most);
      return all + most;
    }

    void closeAll() throws PauseFlow {
      journal.call("closeAll");
    }

    void closeRegion() throws PauseFlow {
      journal.call("closeRegion");
    }

    void closeCustomer() throws PauseFlow {
      journal.call("closeCustomer");
    }
  }

  @TestFactory
  Stream<DynamicNode> groupsCloseWhereTheirSequenceIsEnded() {
    return Scenario.of(Ended::new)
        .generated(ControlBreakTest_EndedFlow::of)
        .built(
            d ->
                Flow.<String>begin()
                    .context()
                    .onClose(d::closeAll)
                    .sequence(d::rows)
                    .named("rows")
                    .context()
                    .by(Row::region)
                    .onClose(d::closeRegion)
                    .function(d::region)
                    .context()
                    .by(Row::customer)
                    .onClose(d::closeCustomer)
                    .filter(d::isSmall)
                    .orBreak("rows")
                    .accumulate(() -> 0, d::count)
                    .accumulate(() -> 0, d::most)
                    .accumulate(() -> 0, d::all)
                    .build())
        .given("xa1 ya1 ya2 yb9 yb1")
        .tells(
            """
            rows
            region(xa1) isSmall(xa1) count(0,xa1)
            most(0,1) closeCustomer all(0,1) closeRegion
            region(ya1) isSmall(ya1) count(0,ya1)
            region(ya2) isSmall(ya2) count(1,ya2)
            region(yb9) most(0,2) closeCustomer isSmall(yb9) close(rows)
            closeCustomer all(1,2) closeRegion
            out(3) closeAll
            end
            """);
  }

  record Collected(Journal journal) {
    @Sequence
    JournaledSource<Row> rows(String text) throws PauseFlow {
      journal.call("rows");
      return journal.source("rows", Stream.of(text.split(" ")).map(Row::new).toArray(Row[]::new));
    }

    @Context(by = "region")
    @Function
    String customer(Row row) throws PauseFlow {
      journal.call("customer", row);
      return row.customer();
    }

    @Accumulate
    Collector<CharSequence, ?, String> join(@Upstream Row first) {
      journal.note("join", first);
      return Collectors.joining(first.region());
    }
  }

  @TestFactory
  Stream<DynamicNode> aCollectorIsThatOfTheFirstItem() {
    return Scenario.of(Collected::new)
        .generated(ControlBreakTest_CollectedFlow::of)
        .given("xa1 xb1 yc1")
        .notSaved("a Collector holds what nobody else knows")
        .tells(
            """
            rows join(xa1) customer(xa1) customer(xb1) out(axb)
            join(yc1) customer(yc1) close(rows) out(c) end
            """);
  }

  @FlowDefinition(durable = true)
  record Keys(Journal journal) {
    @Sequence
    JournaledSource<String> words(String text) throws PauseFlow {
      journal.call("words");
      return journal.source("words", text.split(" "));
    }

    @Context(by = "number")
    @Function
    String word(String word) throws PauseFlow {
      journal.call("word", word);
      return word;
    }

    @Accumulate
    String numbers(String all, String word) {
      return all + word;
    }

    double number(String word, @Upstream String input) {
      journal.note("number", word);
      if (word.equals("-")) {
        throw journal.failure(new IllegalArgumentException(input));
      }
      return word.equals("NaN") ? Double.NaN : Double.parseDouble(word);
    }
  }

  @TestFactory
  Stream<DynamicNode> primitiveKeysAreEqualAsTheirBoxesAreAndAKeyThatFailsEndsTheRun() {
    return Scenario.of(Keys::new)
        .generated(ControlBreakTest_KeysFlow::of)
        .given("NaN NaN 0 -0 - 1")
        .tells(
            """
            words
            number(NaN) word(NaN) number(NaN) word(NaN)
            number(0) out(NaNNaN) word(0)
            number(-0) out(0) word(-0)
            number(-) close(words) failed(IllegalArgumentException)
            """);
  }

  /** Three rows of a customer are asked for at once, and two totals are sent at once. */
  static class Asked extends ParallelTest.Service {
    @Sequence
    List<Row> rows(String text) {
      return Stream.of(text.split(" ")).map(Row::new).toList();
    }

    @Context(by = "region", onClose = "closeRegion")
    @Filter
    boolean counts(Row row) {
      return row.amount() > 0;
    }

    @Context(by = "customer", onOpen = "open", onClose = "close")
    @Parallel(3)
    @Function
    CompletionStage<String> price(Row row) {
      return ask(row.text());
    }

    @Accumulate
    String join(String all, String price) {
      return all + price;
    }

    @Parallel(2)
    @Function
    CompletionStage<String> send(String all, @Upstream Row first) {
      return ask(first.customer() + "=" + all);
    }

    @Accumulate
    String region(String all, String sent) {
      return all + "," + sent;
    }

    @Function
    String line(String all, @Upstream Row first) {
      return first.region() + all;
    }

    void open(@Upstream Row first) {
      log.add("open " + first);
    }

    void close(@Upstream Row first) {
      log.add("close " + first);
    }

    void closeRegion(@Upstream Row first) {
      log.add("closeRegion " + first);
    }
  }

  static Stream<Named<FlowMaker<Asked, String, String>>> asked() {
    return Flows.of(
        ControlBreakTest_AskedFlow::of,
        d ->
            Flow.<String>begin()
                .sequence(d::rows)
                .named(ROW)
                .context()
                .by(Row::region)
                .onClose(ROW, d::closeRegion)
                .filter(d::counts)
                .context()
                .by(Row::customer)
                .onOpen(ROW, d::open)
                .onClose(ROW, d::close)
                .functionAsync(d::price)
                .parallel(3)
                .accumulate(() -> "", d::join)
                .function(ROW, (all, first) -> first.customer() + "=" + all)
                .functionAsync(d::ask)
                .parallel(2)
                .accumulate(() -> "", d::region)
                .function(ROW, d::line)
                .build());
  }

  @ParameterizedTest
  @MethodSource("asked")
  void aGroupIsClosedWhenAllThatWasStartedInItIsThere(FlowMaker<Asked, String, String> maker) {
    Asked d = new Asked();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(d).on(loop).start("xa1 xa2 xa0 xa3 xa4 xb5 yb6", outputs::add);
    loop.runAll();
    assertThat(d.log).containsExactly("open xa1", "ask xa1", "ask xa2", "ask xa3");
    d.answer("xa2", "xa3");
    loop.runAll();
    assertThat(d.asked()).containsExactly("xa1", "xa2", "xa3");
    d.answer("xa1");
    loop.runAll();
    assertThat(d.asked()).containsExactly("xa1", "xa2", "xa3", "xa4");
    d.answer("xa4");
    loop.runAll();
    assertThat(d.log).last().isEqualTo("ask a=XA1XA2XA3XA4");
    // What closes the customer comes after its total has gone all its way.
    d.answer("a=XA1XA2XA3XA4");
    loop.runAll();
    assertThat(d.log.subList(5, d.log.size()))
        .containsExactly("ask a=XA1XA2XA3XA4", "close xa1", "open xb5", "ask xb5");
    d.answer("xb5");
    loop.runAll();
    d.answer("b=XB5");
    loop.runAll();
    assertThat(outputs).containsExactly("x,A=XA1XA2XA3XA4,B=XB5");
    assertThat(d.log).last().isEqualTo("ask yb6");
    d.answer("yb6");
    loop.runAll();
    d.answer("b=YB6");
    loop.runAll();
    assertThat(outputs).containsExactly("x,A=XA1XA2XA3XA4,B=XB5", "y,B=YB6");
    assertThat(d.log).endsWith("close yb6", "closeRegion yb6");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  /** Totals of customers are sent at once, as nothing waits for one of them. */
  static class Sent extends ParallelTest.Service {
    @Sequence
    List<Row> rows(String text) {
      return Stream.of(text.split(" ")).map(Row::new).toList();
    }

    @Parallel(4)
    @Function
    CompletionStage<String> checked(Row row) {
      return CompletableFuture.completedFuture(row.text());
    }

    @Context(by = "customer")
    @Function
    int amount(String text) {
      return new Row(text).amount();
    }

    @Accumulate
    int add(int sum, int amount) {
      return sum + amount;
    }

    @Parallel(2)
    @Function
    CompletionStage<String> send(int sum, @Upstream Row first) {
      return ask(first.customer() + sum);
    }

    char customer(String text) {
      return text.charAt(1);
    }
  }

  @ParameterizedTest
  @MethodSource("sent")
  void whatComesOutOfAWindowIsGroupedAndWhatGroupsGiveIsAskedForAtOnce(
      FlowMaker<Sent, String, String> maker) {
    Sent d = new Sent();
    TestLoop loop = new TestLoop();
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(d).on(loop).start("xa1 xa2 xb3 xb4 xc5", outputs::add);
    loop.runAll();
    assertThat(d.asked()).containsExactly("a3", "b7");
    d.answer("b7");
    loop.runAll();
    assertThat(outputs).isEmpty();
    d.answer("a3");
    loop.runAll();
    assertThat(outputs).containsExactly("A3", "B7");
    assertThat(d.asked()).containsExactly("a3", "b7", "c5");
    d.answer("c5");
    loop.runAll();
    assertThat(outputs).containsExactly("A3", "B7", "C5");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  static Stream<Named<FlowMaker<Sent, String, String>>> sent() {
    return Flows.of(
        ControlBreakTest_SentFlow::of,
        d ->
            Flow.<String>begin()
                .sequence(d::rows)
                .named(ROW)
                .functionAsync(d::checked)
                .parallel(4)
                .context()
                .by(d::customer)
                .function(d::amount)
                .accumulate(() -> 0, d::add)
                .function(ROW, (sum, first) -> first.customer() + sum)
                .functionAsync(d::ask)
                .parallel(2)
                .build());
  }

  @ParameterizedTest
  @MethodSource("traced")
  void aTraceShowsTheGroupThatIsClosed(FlowMaker<Totals, String, String> maker) throws Exception {
    Journal journal = Scenario.undisturbed();
    IllegalStateException failure = new IllegalStateException("no more");
    assertThatThrownBy(
            () ->
                maker
                    .of(new Totals(journal))
                    .run(
                        "xa1 xb2",
                        out -> {
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(FlowTrace.of(failure).orElseThrow().levels())
        .extracting(FlowTrace.Level::toString)
        .containsExactly(
            "input #1 = xa1 xb2, at rows",
            "rows #2 = xb2, at amount",
            "amount #1 = a, in the context of amount, at sink");
  }

  static Stream<Named<FlowMaker<Totals, String, String>>> traced() {
    return Flows.of(ControlBreakTest_TotalsFlow::of, ControlBreakTest::built);
  }

  @Test
  void aContextHasOneKeyAtMostAndAKeyThatPausesIsRefused() {
    ContextBuilder<String, Row> context =
        Flow.<String>begin().sequence(text -> List.of(new Row(text))).context().by(Row::region);
    assertThatThrownBy(() -> context.by(Row::customer))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the context has a key already");
    Flow<String, Row> pausing =
        Flow.<String>begin()
            .sequence(text -> List.of(new Row(text)))
            .context()
            .by(
                row -> {
                  throw PauseFlow.now();
                })
            .function(row -> row)
            .named("same")
            .build();
    assertThatThrownBy(() -> pausing.collect("xa1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the key of the context of stage 'same' must not pause");
  }

  @Test
  void aContextOfGroupsNeedsNeighbours() {
    assertThatThrownBy(
            () -> Flow.<String>begin().context().by(text -> text).function(text -> text).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the context of stage 'function1' has no sequence before it in the context around it:"
                + " each group would be one item");
    FlowBuilder<String, String> words =
        Flow.<String>begin()
            .sequence(text -> List.of(text.split(";")))
            .sequence(text -> List.of(text.split(" ")))
            .functionAsync(text -> CompletableFuture.completedFuture(text))
            .named("asked")
            .parallel(2);
    assertThatThrownBy(
            () -> words.context().by(text -> text).function(text -> text).named("word").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the items of several sequences come out of the parallel stage 'asked' one after the"
                + " other, so the context of stage 'word' cannot close where one of them ends: put"
                + " it on the parallel stage, or on a stage before it");
  }

  @Test
  void aDescriptionTellsWhichContextsAreShared() {
    FlowDescription.Stage amount =
        new FlowDescription.Stage(
            "amount",
            FlowDescription.Kind.FUNCTION,
            "int",
            true,
            null,
            "neighbours with equal keys share its context");
    Totals totals = new Totals(Scenario.undisturbed());
    assertThat(ControlBreakTest_TotalsFlow.of(totals).describe().stages()).contains(amount);
    assertThat(built(totals).describe().stages())
        .filteredOn(stage -> stage.name().equals("amount"))
        .extracting(FlowDescription.Stage::opensContext, FlowDescription.Stage::notes)
        .containsExactly(tuple(true, amount.notes()));
  }

  /** A key whose {@code equals} expects another key, and nothing else. */
  @SuppressWarnings("EqualsUnsafeCast")
  static final class Initial {
    private final char letter;

    Initial(char letter) {
      this.letter = letter;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return Objects.requireNonNull((Initial) other).letter == letter;
    }

    @Override
    public int hashCode() {
      return letter;
    }
  }

  static class Words {
    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    Initial initial(String word) {
      return new Initial(word.charAt(0));
    }

    @Context(by = "initial")
    @Function
    int length(String word) {
      return word.length();
    }

    @Accumulate
    int add(int sum, int length) {
      return sum + length;
    }
  }

  static Stream<Named<FlowMaker<Words, String, Integer>>> words() {
    return Flows.of(
        ControlBreakTest_WordsFlow::of,
        it ->
            Flow.<String>begin()
                .sequence(it::words)
                .context()
                .by(it::initial)
                .function(it::length)
                .accumulate(() -> 0, it::add)
                .build());
  }

  @ParameterizedTest
  @MethodSource("words")
  void keysAreComparedWithKeysOnly(FlowMaker<Words, String, Integer> maker) throws Exception {
    assertThat(maker.of(new Words()).collect("an ant bee is in")).containsExactly(5, 3, 4);
  }
}
