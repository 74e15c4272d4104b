package dev.stageflow.tests.semantics;

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
import dev.stageflow.annotation.Upstream;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** All that an item causes is done before the next item is asked for. */
class OrderTest {
  private static final FlowKey<Integer> NUMBER = FlowKey.of("numbers", Integer.class);

  @FlowDefinition(extensible = true, durable = true)
  record Neighbours(Journal journal) {
    @Sequence
    List<Integer> numbers(int count) throws PauseFlow {
      journal.call("numbers", count);
      return List.of(1, 2, 3).subList(0, count);
    }

    @Function
    int tenfold(int number) throws PauseFlow {
      journal.call("tenfold", number);
      return number * 10;
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    FlowIterator<Integer> neighbours(int number) throws PauseFlow {
      journal.call("neighbours", number);
      return journal.iterator("of" + number, number - 1, number, number + 1);
    }

    @Filter
    boolean other(int neighbour) throws PauseFlow {
      journal.call("other", neighbour);
      return neighbour % 10 != 0;
    }

    @Function
    String text(int neighbour) {
      journal.note("text", neighbour);
      return "<" + neighbour + ">";
    }
  }

  @TestFactory
  Stream<DynamicNode> itemsGoDepthFirst() {
    return Scenario.of(Neighbours::new)
        .generated(OrderTest_NeighboursFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .function(d::tenfold)
                    .sequenceFrom(d::neighbours)
                    .filter(d::other)
                    .function(d::text)
                    .build())
        .given(2)
        .tells(
            """
            numbers(2)
              tenfold(1) neighbours(10)
                next(of10) other(9) text(9) out(<9>)
                next(of10) other(10)
                next(of10) other(11) text(11) out(<11>)
                next(of10) close(of10)
              tenfold(2) neighbours(20)
                next(of20) other(19) text(19) out(<19>)
                next(of20) other(20)
                next(of20) other(21) text(21) out(<21>)
                next(of20) close(of20)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Asking(Journal journal) {
    @Sequence
    Iterable<Integer> numbers(int first) {
      journal.note("numbers", first);
      return journal.asking("numbers", first, first + 1);
    }

    @Sequence
    Iterable<Integer> copies(int number) {
      journal.note("copies", number);
      return journal.asking("copies", number, number);
    }
  }

  @TestFactory
  Stream<DynamicNode> aSourceIsAskedWhenThereIsNothingElseToDo() {
    return Scenario.of(Asking::new)
        .generated(OrderTest_AskingFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::numbers).sequence(d::copies).build())
        .given(1)
        .tells(
            """
            numbers(1)
              ask(numbers) copies(1)
                ask(copies) out(1)
                ask(copies) out(1)
                ask(copies)
              ask(numbers) copies(2)
                ask(copies) out(2)
                ask(copies) out(2)
                ask(copies)
              ask(numbers)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Tower(Journal journal) {
    @Sequence
    JournaledSource<Integer> one(int n) throws PauseFlow {
      journal.call("one", n);
      return journal.source("one", n, n + 1);
    }

    @Sequence
    JournaledSource<Integer> two(int n) throws PauseFlow {
      return same("two", n);
    }

    @Sequence
    JournaledSource<Integer> three(int n) throws PauseFlow {
      return same("three", n);
    }

    @Sequence
    JournaledSource<Integer> four(int n) throws PauseFlow {
      return same("four", n);
    }

    @Sequence
    JournaledSource<Integer> five(int n) throws PauseFlow {
      return same("five", n);
    }

    @Sequence
    JournaledSource<Integer> six(int n) throws PauseFlow {
      return same("six", n);
    }

    @Sequence
    JournaledSource<Integer> seven(int n) throws PauseFlow {
      return same("seven", n);
    }

    @Sequence
    JournaledSource<Integer> eight(int n) throws PauseFlow {
      return same("eight", n);
    }

    @Sequence
    JournaledSource<Integer> nine(int n) throws PauseFlow {
      return same("nine", n);
    }

    @Sequence
    JournaledSource<Integer> ten(int n) throws PauseFlow {
      journal.call("ten", n);
      return journal.source("ten", n, -n);
    }

    private JournaledSource<Integer> same(String name, int n) throws PauseFlow {
      journal.call(name, n);
      return journal.source(name, n);
    }
  }

  @TestFactory
  Stream<DynamicNode> tenSequencesNest() {
    return Scenario.of(Tower::new)
        .generated(OrderTest_TowerFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::one)
                    .sequence(d::two)
                    .sequence(d::three)
                    .sequence(d::four)
                    .sequence(d::five)
                    .sequence(d::six)
                    .sequence(d::seven)
                    .sequence(d::eight)
                    .sequence(d::nine)
                    .sequence(d::ten)
                    .build())
        .given(3)
        .tells(
            """
            one(3)
              two(3) three(3) four(3) five(3) six(3) seven(3) eight(3) nine(3) ten(3)
                out(3) out(-3)
              close(ten) close(nine) close(eight) close(seven) close(six)
              close(five) close(four) close(three) close(two)
              two(4) three(4) four(4) five(4) six(4) seven(4) eight(4) nine(4) ten(4)
                out(4) out(-4)
              close(ten) close(nine) close(eight) close(seven) close(six)
              close(five) close(four) close(three) close(two)
            close(one)
            end
            """);
  }

  /** Stages that say that they never pause are called in a loop of another shape. */
  @FlowDefinition(durable = true)
  record Unpausing(Journal journal) {
    @Sequence
    List<Integer> numbers(int first) {
      journal.note("numbers", first);
      return List.of(first, first + 1);
    }

    @Context(onFlush = "flushed", onClose = "closed")
    @Sequence(onFinish = "finished")
    int[] parts(int number) {
      journal.note("parts", number);
      return new int[] {number, 10 * number, 0, 100 * number};
    }

    @Function
    Integer known(int part) {
      journal.note("known", part);
      return part == 0 ? null : part;
    }

    @Filter
    boolean small(int part) {
      journal.note("small", part);
      return part < 200;
    }

    @Function
    int added(int part, @Upstream("numbers") int number) {
      journal.note("added", part, number);
      return part + number;
    }

    @Accumulate(flushWhen = "large")
    long sum(long sum, int part) {
      journal.note("sum", sum, part);
      return sum + part;
    }

    boolean large(long sum) {
      return sum > 12;
    }

    @Function
    String text(long sum, @Upstream("numbers") int number) {
      journal.note("text", sum, number);
      return number + ":" + sum;
    }

    void finished() {
      journal.note("finished");
    }

    void flushed() {
      journal.note("flushed");
    }

    void closed() {
      journal.note("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> stagesThatNeverPauseRunInTheSameOrder() {
    return Scenario.of(Unpausing::new)
        .generated(OrderTest_UnpausingFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .named(NUMBER)
                    .context(d::flushed)
                    .onClose(d::closed)
                    .sequence(number -> IntStream.of(d.parts(number)).boxed().toList())
                    .onFinish(d::finished)
                    .function(d::known)
                    .filter(d::small)
                    .function(NUMBER, d::added)
                    .accumulate(() -> 0L, d::sum)
                    .flushWhen(d::large)
                    .function(NUMBER, d::text)
                    .build())
        .given(1)
        .tells(
            """
            numbers(1)
              parts(1)
                known(1) small(1) added(1,1) sum(0,2)
                known(10) small(10) added(10,1) sum(2,11) text(13,1) out(1:13)
                known(0)
                known(100) small(100) added(100,1) sum(0,101) text(101,1) out(1:101)
              finished flushed closed
              parts(2)
                known(2) small(2) added(2,2) sum(0,4)
                known(20) small(20) added(20,2) sum(4,22) text(26,2) out(2:26)
                known(0)
                known(200) small(200)
              finished flushed closed
            end
            """);
  }

  @FlowDefinition(durable = true)
  record Vague(Journal journal) {
    @Sequence
    Iterable<Integer> numbers(int first) throws Exception {
      journal.call("numbers", first);
      return journal.source("numbers", first, first + 1);
    }

    @Function
    int twice(int number) throws Exception {
      journal.call("twice", number);
      return 2 * number;
    }
  }

  @TestFactory
  Stream<DynamicNode> aStageThatDeclaresExceptionMayPauseToo() {
    return Scenario.of(Vague::new)
        .generated(OrderTest_VagueFlow::of)
        .built(d -> Flow.<Integer>begin().sequence(d::numbers).function(d::twice).build())
        .given(1)
        .tells("numbers(1) twice(1) out(2) twice(2) out(4) close(numbers) end");
  }
}
