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
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Contexts open with an item, close when all that it caused is done, and gather in between. */
class ContextTest {
  private static final FlowKey<Integer> SUM = FlowKey.of("sum", Integer.class);
  private static final FlowKey<Integer> NUMBER = FlowKey.of("number", Integer.class);

  @FlowDefinition(extensible = true, durable = true)
  record ThreeDeep(Journal journal) {
    @Context(onFlush = "flushOne", onClose = "closeOne")
    @Sequence
    JournaledSource<Integer> one(int n) throws PauseFlow {
      journal.call("one", n);
      return journal.source("one", n, n + 1);
    }

    @Context(onFlush = "flushTwo", onClose = "closeTwo")
    @Sequence
    JournaledSource<Integer> two(int n) throws PauseFlow {
      journal.call("two", n);
      return journal.source("two", n, 10 * n);
    }

    @Context(onFlush = "flushThree", onClose = "closeThree")
    @Sequence
    JournaledSource<Integer> three(int n) throws PauseFlow {
      journal.call("three", n);
      return journal.source("three", n, n);
    }

    @Accumulate
    int addThree(int sum, int n) throws PauseFlow {
      journal.call("addThree", sum, n);
      return sum + n;
    }

    @Function
    int negate(int n) throws PauseFlow {
      journal.call("negate", n);
      return -n;
    }

    @Accumulate
    int addTwo(int sum, int n) throws PauseFlow {
      journal.call("addTwo", sum, n);
      return sum + n;
    }

    @Accumulate
    int addOne(int sum, int n) throws PauseFlow {
      journal.call("addOne", sum, n);
      return sum + n;
    }

    void flushOne() throws PauseFlow {
      journal.call("flushOne");
    }

    void flushTwo() throws PauseFlow {
      journal.call("flushTwo");
    }

    void flushThree() throws PauseFlow {
      journal.call("flushThree");
    }

    void closeOne() throws PauseFlow {
      journal.call("closeOne");
    }

    void closeTwo() throws PauseFlow {
      journal.call("closeTwo");
    }

    void closeThree() throws PauseFlow {
      journal.call("closeThree");
    }
  }

  @TestFactory
  Stream<DynamicNode> threeContextsNestLikeBrackets() {
    return Scenario.of(ThreeDeep::new)
        .generated(ContextTest_ThreeDeepFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .context(d::flushOne)
                    .onClose(d::closeOne)
                    .sequence(d::one)
                    .context(d::flushTwo)
                    .onClose(d::closeTwo)
                    .sequence(d::two)
                    .context(d::flushThree)
                    .onClose(d::closeThree)
                    .sequence(d::three)
                    .accumulate(() -> 0, d::addThree)
                    .function(d::negate)
                    .accumulate(() -> 0, d::addTwo)
                    .accumulate(() -> 0, d::addOne)
                    .build())
        .given(1)
        .tells(
            """
            one(1)
              two(1)
                three(1) addThree(0,1) addThree(1,1) close(three)
                flushThree negate(2) addTwo(0,-2) closeThree
                three(10) addThree(0,10) addThree(10,10) close(three)
                flushThree negate(20) addTwo(-2,-20) closeThree
              close(two) flushTwo addOne(0,-22) closeTwo
              two(2)
                three(2) addThree(0,2) addThree(2,2) close(three)
                flushThree negate(4) addTwo(0,-4) closeThree
                three(20) addThree(0,20) addThree(20,20) close(three)
                flushThree negate(40) addTwo(-4,-40) closeThree
              close(two) flushTwo addOne(-22,-44) closeTwo
            close(one) flushOne out(-66) closeOne
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record FlushOrder(Journal journal) {
    @Function
    int number(int n) {
      return n;
    }

    @Context(onFlush = "flush", onClose = "close")
    @Sequence(onFinish = "finished")
    JournaledSource<Integer> parts(int n) throws PauseFlow {
      journal.call("parts", n);
      return journal.source("parts", n, n + 1);
    }

    @Accumulate(bucket = "sum", finish = "total")
    int add(int sum, int part) throws PauseFlow {
      journal.call("add", sum, part);
      return sum + part;
    }

    @Sequence(onFinish = "copied")
    JournaledSource<String> copies(String total) throws PauseFlow {
      journal.call("copies", total);
      return journal.source("copies", total, total);
    }

    void finished() throws PauseFlow {
      journal.call("finished");
    }

    void flush(@Upstream("sum") int sum) throws PauseFlow {
      journal.call("flush", sum);
    }

    String total(int sum) throws PauseFlow {
      journal.call("total", sum);
      return "=" + sum;
    }

    void copied() throws PauseFlow {
      journal.call("copied");
    }

    void close(@Upstream("number") int number) throws PauseFlow {
      journal.call("close", number);
    }
  }

  @TestFactory
  Stream<DynamicNode> aContextIsFlushedThenItsResultGoesAllItsWayThenItIsClosed() {
    return Scenario.of(FlushOrder::new)
        .generated(ContextTest_FlushOrderFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .function(d::number)
                    .named(NUMBER)
                    .context()
                    .onFlush(SUM, d::flush)
                    .onClose(NUMBER, d::close)
                    .sequence(d::parts)
                    .onFinish(d::finished)
                    .accumulate(() -> 0, d::add)
                    .bucket(SUM)
                    .finish(d::total)
                    .sequence(d::copies)
                    .onFinish(d::copied)
                    .build())
        .given(3)
        .tells(
            """
            parts(3) add(0,3) add(3,4) close(parts) finished
              flush(7)
              total(7) copies(=7) out(=7) out(=7) close(copies) copied
              close(3)
            end
            """);
  }

  @FlowDefinition(durable = true)
  record Untouched(Journal journal) {
    @Sequence
    List<Integer> numbers(int count) {
      return List.of(0, count);
    }

    @Context(onFlush = "flush", onClose = "close")
    @Function
    Integer positive(int number) throws PauseFlow {
      journal.call("positive", number);
      return number > 0 ? number : null;
    }

    @Sequence
    List<Integer> copies(int number) {
      return List.of(number, number);
    }

    @Accumulate(start = "hundred", bucket = "sum", emitEmpty = true)
    int add(int sum, int copy) {
      journal.note("add", sum, copy);
      return sum + copy;
    }

    int hundred() {
      return 100;
    }

    void flush(@Upstream("sum") int sum) throws PauseFlow {
      journal.call("flush", sum);
    }

    void close() throws PauseFlow {
      journal.call("close");
    }
  }

  @TestFactory
  Stream<DynamicNode> aContextOpensThoughItsOwnStageDropsTheItem() {
    return Scenario.of(Untouched::new)
        .generated(ContextTest_UntouchedFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .context()
                    .onFlush(SUM, d::flush)
                    .onClose(d::close)
                    .function(d::positive)
                    .sequence(d::copies)
                    .accumulate(d::hundred, d::add)
                    .bucket(SUM)
                    .emitEmpty()
                    .build())
        .given(7)
        .tells(
            """
            positive(0) flush(100) out(100) close
            positive(7) add(100,7) add(107,7) flush(114) out(114) close
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Frames(Journal journal) {
    @Context(onFlush = "flushList", onClose = "closeList")
    @Sequence
    List<Integer> numbers(int count) {
      journal.note("numbers", count);
      return List.of(1, 2, 3).subList(0, count);
    }

    @Context(onFlush = "flushNumber", onClose = "closeNumber")
    @Filter
    boolean odd(int number) throws PauseFlow {
      journal.call("odd", number);
      return number % 2 == 1;
    }

    @Context(onClose = "closeHalf")
    @Sequence
    List<Integer> half(int number) throws PauseFlow {
      journal.call("half", number);
      return number == 1 ? null : List.of(number / 2);
    }

    void flushList() {
      journal.note("flushList");
    }

    void closeList() {
      journal.note("closeList");
    }

    void flushNumber() throws PauseFlow {
      journal.call("flushNumber");
    }

    void closeNumber() throws PauseFlow {
      journal.call("closeNumber");
    }

    void closeHalf() throws PauseFlow {
      journal.call("closeHalf");
    }
  }

  @TestFactory
  Stream<DynamicNode> aContextWithoutAnAccumulateFramesTheWorkOfItsItem() {
    return Scenario.of(Frames::new)
        .generated(ContextTest_FramesFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .context(d::flushList)
                    .onClose(d::closeList)
                    .sequence(d::numbers)
                    .context(d::flushNumber)
                    .onClose(d::closeNumber)
                    .filter(d::odd)
                    .context()
                    .onClose(d::closeHalf)
                    .sequence(d::half)
                    .build())
        .given(3)
        .tells(
            """
            numbers(3)
              odd(1) half(1) closeHalf flushNumber closeNumber
              odd(2) flushNumber closeNumber
              odd(3) half(3) out(1) closeHalf flushNumber closeNumber
            flushList closeList
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record SkippedContext(Journal journal) {
    @Context(onClose = "close")
    @Sequence
    List<Integer> numbers(int count) {
      journal.note("numbers", count);
      return List.of(1, 2).subList(0, count);
    }

    @Accumulate
    int add(int sum, int number) {
      journal.note("add", sum, number);
      return sum + number;
    }

    @Accumulate(emitEmpty = true)
    long total(long total, int sum) {
      journal.note("total", total, sum);
      return total + sum;
    }

    void close() throws PauseFlow {
      journal.call("close");
    }
  }

  @TestFactory
  Stream<DynamicNode> nothingGoesOnFromAContextThatGatheredNothing() {
    return Scenario.of(SkippedContext::new)
        .generated(ContextTest_SkippedContextFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .context()
                    .onClose(d::close)
                    .sequence(d::numbers)
                    .accumulate(() -> 0, d::add)
                    .accumulate(() -> 0L, d::total)
                    .emitEmpty()
                    .build())
        .given(0)
        .tells("numbers(0) close out(0) end");
  }
}
