package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.DurableFlow;
import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A filter can end a sequence, as a break ends a loop. */
class BreakTest {

  @FlowDefinition(durable = true)
  record Own(Journal journal) {
    @Sequence(onFinish = "done")
    Iterable<Integer> numbers(int n) {
      journal.note("numbers", n);
      return journal.source("numbers", 1, 2, 3, 4);
    }

    @Filter(orBreak = "numbers")
    boolean small(int number) throws PauseFlow {
      journal.call("small", number);
      return number < 3;
    }

    void done() throws PauseFlow {
      journal.call("done");
    }
  }

  @TestFactory
  Stream<DynamicNode> aSequenceEndsWithTheFirstItemThatIsDropped() {
    return Scenario.of(Own::new)
        .generated(BreakTest_OwnFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .named("numbers")
                    .onFinish(d::done)
                    .filter(d::small)
                    .orBreak("numbers")
                    .build())
        .given(5)
        .tells("numbers(5) small(1) out(1) small(2) out(2) small(3) close(numbers) done end");
  }

  @FlowDefinition(durable = true)
  record Outer(Journal journal) {
    @Context(onFlush = "outerFlush", onClose = "outerClose")
    @Sequence(onFinish = "outerDone")
    Iterable<Integer> outer(int n) {
      journal.note("outer", n);
      return journal.source("outer", 10, 20, 30);
    }

    @Context(onFlush = "innerFlush", onClose = "innerClose")
    @Sequence(onFinish = "innerDone")
    Iterable<Integer> inner(int item) {
      journal.note("inner", item);
      return journal.source("inner", item + 1, item + 2, item + 3);
    }

    @Filter(orBreak = "outer")
    boolean small(int number) throws PauseFlow {
      journal.call("small", number);
      return number != 22;
    }

    @Accumulate
    long sum(long sum, int number) {
      journal.note("add", number);
      return sum + number;
    }

    @Accumulate
    long total(long total, long sum) {
      journal.note("total", sum);
      return total + sum;
    }

    void innerDone() throws PauseFlow {
      journal.call("innerDone");
    }

    void innerFlush() throws PauseFlow {
      journal.call("innerFlush");
    }

    void innerClose() throws PauseFlow {
      journal.call("innerClose");
    }

    void outerDone() throws PauseFlow {
      journal.call("outerDone");
    }

    void outerFlush() throws PauseFlow {
      journal.call("outerFlush");
    }

    void outerClose() throws PauseFlow {
      journal.call("outerClose");
    }
  }

  @TestFactory
  Stream<DynamicNode> whatIsInsideEndsFirstAndItsResultsGoOn() {
    return Scenario.of(Outer::new)
        .generated(BreakTest_OuterFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .context(d::outerFlush)
                    .onClose(d::outerClose)
                    .sequence(d::outer)
                    .named(FlowKey.of("outer", Integer.class))
                    .onFinish(d::outerDone)
                    .context(d::innerFlush)
                    .onClose(d::innerClose)
                    .sequence(d::inner)
                    .onFinish(d::innerDone)
                    .filter(d::small)
                    .orBreak(FlowKey.of("outer", Integer.class))
                    .accumulate(() -> 0L, d::sum)
                    .accumulate(() -> 0L, d::total)
                    .build())
        .given(1)
        .tells(
            """
            outer(1)
            inner(10) small(11) add(11) small(12) add(12) small(13) add(13)
            close(inner) innerDone innerFlush total(36) innerClose
            inner(20) small(21) add(21) small(22)
            close(inner) close(outer) innerDone innerFlush total(21) innerClose
            outerDone outerFlush out(57) outerClose end
            """);
  }

  @FlowDefinition(durable = true)
  record Levels(Journal journal) {
    @Sequence
    List<String> words(int n) {
      return List.of("ab", "xcd", "e");
    }

    @Sequence
    char[] letters(String word) {
      return word.toCharArray();
    }

    @Function
    String upper(char letter) {
      return String.valueOf(letter).toUpperCase(java.util.Locale.ROOT);
    }

    @Filter(orBreak = "letters")
    boolean known(String letter) throws PauseFlow {
      journal.call("known", letter);
      return !letter.equals("X");
    }
  }

  @TestFactory
  Stream<DynamicNode> theNextItemOfTheLevelOutsideComesNext() {
    return Scenario.of(Levels::new)
        .generated(BreakTest_LevelsFlow::of)
        .given(1)
        .tells("known(A) out(A) known(B) out(B) known(X) known(E) out(E) end");
  }

  @FlowDefinition(durable = true)
  record Before(Journal journal) {
    @Sequence
    Iterable<Integer> numbers(int n) {
      journal.note("numbers", n);
      return journal.source("numbers", 1, 2, 3);
    }

    @Filter(orBreak = "numbers")
    boolean small(int number) throws PauseFlow {
      journal.call("small", number);
      return number < 2;
    }

    @Sequence
    Iterable<Integer> twice(int number) {
      return List.of(number, number);
    }
  }

  @TestFactory
  Stream<DynamicNode> aFilterThatStandsBeforeAnotherSequence() {
    return Scenario.of(Before::new)
        .generated(BreakTest_BeforeFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .named("numbers")
                    .filter(d::small)
                    .orBreak("numbers")
                    .sequence(d::twice)
                    .build())
        .given(1)
        .tells("numbers(1) small(1) out(1) out(1) small(2) close(numbers) end");
  }

  @FlowDefinition(durable = true)
  record InTunnel(Journal journal) {
    @SuppressWarnings("Flow/NotResumable")
    @Tunnel(buffer = 2)
    @Sequence
    Stream<Integer> numbers(int n) {
      return Stream.iterate(1, i -> i + 1);
    }

    @Filter(orBreak = "numbers")
    boolean small(int number) {
      return number < 4;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }
  }

  @TestFactory
  Stream<DynamicNode> anEndlessTunnel() {
    return Scenario.of(InTunnel::new)
        .generated(BreakTest_InTunnelFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequenceFrom(n -> FlowIterator.of(d.numbers(n)))
                    .named("numbers")
                    .tunnel(2)
                    .filter(d::small)
                    .orBreak("numbers")
                    .accumulate(() -> 0, d::sum)
                    .build())
        .given(1)
        .tells("out(6) end");
  }

  /** Numbers a letter. */
  @FlowDefinition(durable = true)
  record Numbered(Journal journal) {
    @Sequence(onFinish = "done")
    Iterable<String> numbered(String item) {
      journal.note("letters", item);
      return journal.source("inner", item + 1, item + 2, item + 3);
    }

    void done() throws PauseFlow {
      journal.call("innerDone");
    }
  }

  @FlowDefinition(durable = true)
  record ThroughSubflow(Journal journal) {
    @Sequence(onFinish = "done")
    Iterable<String> outer(int n) {
      journal.note("outer", n);
      return journal.source("outer", "a", "b", "c");
    }

    @Subflow
    DurableFlow<String, String> letters(String item) {
      return BreakTest_NumberedFlow.of(new Numbered(journal));
    }

    @Filter(orBreak = "outer")
    boolean known(String letter) throws PauseFlow {
      journal.call("known", letter);
      return !letter.equals("b2");
    }

    void done() throws PauseFlow {
      journal.call("done");
    }
  }

  @TestFactory
  Stream<DynamicNode> aSubflowIsClosedWithoutItsHooks() {
    return Scenario.of(ThroughSubflow::new)
        .generated(BreakTest_ThroughSubflowFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::outer)
                    .named("outer")
                    .onFinish(d::done)
                    .subflow(d::letters)
                    .filter(d::known)
                    .orBreak("outer")
                    .build())
        .given(1)
        .tells(
            """
            outer(1)
            letters(a) known(a1) out(a1) known(a2) out(a2) known(a3) out(a3) close(inner) innerDone
            letters(b) known(b1) out(b1) known(b2) close(inner) close(outer) done end
            """);
  }

  @FlowDefinition(durable = true)
  record Batches(Journal journal) {
    @Sequence(onFinish = "done")
    Iterable<Integer> outer(int n) {
      journal.note("outer", n);
      return journal.source("outer", 0, 10);
    }

    @Context(onClose = "closed")
    @Sequence(onFinish = "innerDone")
    Iterable<Integer> inner(int item) {
      journal.note("inner", item);
      return journal.source("inner", item + 1, item + 2, item + 3, item + 4, item + 5);
    }

    @Accumulate(flushWhen = "full")
    List<Integer> batch(List<Integer> batch, int number) {
      return Stream.concat(batch.stream(), Stream.of(number)).toList();
    }

    boolean full(List<Integer> batch) {
      return batch.size() == 2;
    }

    @Filter(orBreak = "outer")
    boolean known(List<Integer> batch) throws PauseFlow {
      journal.call("known", batch);
      return !batch.contains(13);
    }

    void innerDone() throws PauseFlow {
      journal.call("innerDone");
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }

    void done() throws PauseFlow {
      journal.call("done");
    }
  }

  @TestFactory
  Stream<DynamicNode> aBatchEndsWhatIsAroundItsContext() {
    return Scenario.of(Batches::new)
        .generated(BreakTest_BatchesFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::outer)
                    .named("outer")
                    .onFinish(d::done)
                    .context()
                    .onClose(d::closed)
                    .sequence(d::inner)
                    .onFinish(d::innerDone)
                    .accumulate(List::<Integer>of, d::batch)
                    .flushWhen(d::full)
                    .filter(d::known)
                    .orBreak("outer")
                    .build())
        .given(1)
        .tells(
            """
            outer(1)
            inner(0) known([1,2]) out([1,2]) known([3,4]) out([3,4])
            close(inner) innerDone known([5]) out([5]) closed
            inner(10) known([11,12]) out([11,12]) known([13,14])
            close(inner) close(outer) innerDone closed done end
            """);
  }

  @Test
  void aBuiltFilterEndsASequenceAroundIt() {
    assertThatThrownBy(
            () ->
                Flow.<Integer>begin()
                    .sequence(n -> List.of(n))
                    .named("numbers")
                    .filter(n -> true)
                    .named("small")
                    .orBreak("number")
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the filter 'small' ends 'number', which is no sequence around it");
  }
}
