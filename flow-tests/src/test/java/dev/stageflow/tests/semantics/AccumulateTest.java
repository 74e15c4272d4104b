package dev.stageflow.tests.semantics;

import dev.stageflow.Flow;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Many in, one out, when the context closes that gathers. */
class AccumulateTest {

  @FlowDefinition(extensible = true, durable = true)
  record InTheRun(Journal journal) {
    @Sequence
    List<Integer> numbers(int count) throws PauseFlow {
      journal.call("numbers", count);
      return List.of(1, count);
    }

    @Accumulate(finish = "summed")
    int add(int sum, int number) throws PauseFlow {
      journal.call("add", sum, number);
      return sum + number;
    }

    int summed(int sum) throws PauseFlow {
      journal.call("summed", sum);
      return sum;
    }

    @Sequence(onFinish = "counted")
    int[] upTo(int sum) throws PauseFlow {
      journal.call("upTo", sum);
      return IntStream.rangeClosed(1, sum).toArray();
    }

    void counted() throws PauseFlow {
      journal.call("counted");
    }

    @Accumulate(finish = "multiplied")
    long multiply(long product, int number) throws PauseFlow {
      journal.call("multiply", product, number);
      return (product == 0 ? 1 : product) * number;
    }

    String multiplied(long product) throws PauseFlow {
      journal.call("multiplied", product);
      return "=" + product;
    }

    @Accumulate
    String join(String all, String one) throws PauseFlow {
      journal.call("join", all, one);
      return all + one;
    }
  }

  @TestFactory
  Stream<DynamicNode> theRunsAccumulatorsFinishInStageOrderEachToTheEndOfItsWay() {
    return Scenario.of(InTheRun::new)
        .generated(AccumulateTest_InTheRunFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> 0, d::add)
                    .finish(d::summed)
                    .sequence(sum -> IntStream.of(d.upTo(sum)).boxed().toList())
                    .onFinish(d::counted)
                    .accumulate(() -> 0L, d::multiply)
                    .finish(d::multiplied)
                    .accumulate(() -> "", d::join)
                    .build())
        .given(2)
        .tells(
            """
            numbers(2) add(0,1) add(1,2)
            summed(3) upTo(3) multiply(0,1) multiply(1,2) multiply(2,3) counted
            multiplied(6) join(,=6)
            out(=6)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record Regathered(Journal journal) {
    @Sequence
    List<Integer> numbers(int count) {
      return List.of(1, count);
    }

    @Context(onClose = "closed")
    @Sequence
    List<Integer> copies(int number) {
      return List.of(number, number);
    }

    @Accumulate
    int add(int sum, int number) {
      journal.note("add", sum, number);
      return sum + number;
    }

    @Sequence
    List<String> words(int sum) throws PauseFlow {
      journal.call("words", sum);
      return List.of("a" + sum, "b" + sum);
    }

    @Accumulate
    void gather(StringBuilder text, String word) throws PauseFlow {
      journal.call("gather", text, word);
      text.append(word);
    }

    @Function
    int length(StringBuilder text) throws PauseFlow {
      journal.call("length", text);
      return text.length();
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> whatWasAccumulatedCanBeSplitAndAccumulatedAgain() {
    return Scenario.of(Regathered::new)
        .generated(AccumulateTest_RegatheredFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .context()
                    .onClose(d::closed)
                    .sequence(d::copies)
                    .accumulate(() -> 0, d::add)
                    .sequence(d::words)
                    .accumulateInto(StringBuilder::new, d::gather)
                    .function(d::length)
                    .build())
        .given(5)
        .tells(
            """
            add(0,1) add(1,1) words(2) gather(,a2) gather(a2,b2) closed
            add(0,5) add(5,5) words(10) gather(a2b2,a10) gather(a2b2a10,b10) closed
            length(a2b2a10b10) out(10)
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record InContext(Journal journal) {
    @Sequence
    List<Integer> numbers(int count) {
      return List.of(count, 0, 1);
    }

    @Context(onClose = "closed")
    @Sequence
    List<Integer> copies(int number) {
      journal.note("copies", number);
      return List.of(7, 8, 9).subList(0, number);
    }

    @Accumulate(start = "begin", finish = "text", emitEmpty = true)
    List<Integer> add(List<Integer> all, int number) throws PauseFlow {
      journal.call("add", number);
      return Stream.concat(all.stream(), Stream.of(number)).toList();
    }

    List<Integer> begin() {
      return List.of();
    }

    String text(List<Integer> all) throws PauseFlow {
      journal.call("text", all);
      return all.toString();
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> eachContextStartsAnewAndEmitsEmptyOnRequest() {
    return Scenario.of(InContext::new)
        .generated(AccumulateTest_InContextFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .context()
                    .onClose(d::closed)
                    .sequence(d::copies)
                    .accumulate(d::begin, d::add)
                    .finish(d::text)
                    .emitEmpty()
                    .build())
        .given(2)
        .tells(
            """
            copies(2) add(7) add(8) text([7,8]) out([7,8]) closed
            copies(0) text([]) out([]) closed
            copies(1) add(7) text([7]) out([7]) closed
            end
            """);
  }

  @FlowDefinition(durable = true)
  record EmptyRun(Journal journal) {
    @Sequence
    List<String> words(List<String> words) {
      journal.note("words");
      return words;
    }

    @Accumulate(emitEmpty = true)
    int count(int count, String word) throws PauseFlow {
      journal.call("count", count, word);
      return count + 1;
    }

    @Accumulate
    long total(long total, int count) throws PauseFlow {
      journal.call("total", total, count);
      return total + count;
    }
  }

  @TestFactory
  Stream<DynamicNode> theRunEmitsEmptyOnRequest() {
    return Scenario.of(EmptyRun::new)
        .generated(AccumulateTest_EmptyRunFlow::of)
        .built(
            d ->
                Flow.<List<String>>begin()
                    .sequence(d::words)
                    .accumulate(() -> 0, d::count)
                    .emitEmpty()
                    .accumulate(() -> 0L, d::total)
                    .build())
        .given(List.of())
        .tells("words total(0,0) out(0) end");
  }

  @FlowDefinition(durable = true)
  record SilentRun(Journal journal) {
    @Context(onClose = "closed")
    @Sequence
    List<String> words(List<String> words) {
      journal.note("words");
      return words;
    }

    /** No context opens where no item arrives. */
    @Context(onClose = "unreached")
    @Sequence
    List<String> letters(String word) {
      return List.of(word.split(""));
    }

    @Accumulate(emitEmpty = true)
    int count(int count, String letter) {
      return count + 1;
    }

    @Accumulate
    int total(int total, int count) {
      return total + count;
    }

    void closed() {
      journal.note("closed");
    }

    void unreached() {
      journal.note("unreached");
    }
  }

  @TestFactory
  Stream<DynamicNode> aContextThatNeverOpenedEmitsNothing() {
    return Scenario.of(SilentRun::new)
        .generated(AccumulateTest_SilentRunFlow::of)
        .built(
            d ->
                Flow.<List<String>>begin()
                    .context()
                    .onClose(d::closed)
                    .sequence(d::words)
                    .context()
                    .onClose(d::unreached)
                    .sequence(d::letters)
                    .accumulate(() -> 0, d::count)
                    .emitEmpty()
                    .accumulate(() -> 0, d::total)
                    .build())
        .given(List.of())
        .tells("words closed end");
  }

  @FlowDefinition(extensible = true, durable = true)
  record Batches(Journal journal) {
    @Sequence
    List<Integer> counts(List<Integer> counts) {
      return counts;
    }

    @Context(onFlush = "flushed", onClose = "closed")
    @Sequence
    int[] numbers(int count) throws PauseFlow {
      journal.call("numbers", count);
      return IntStream.range(0, count).toArray();
    }

    @Accumulate(flushWhen = "full", finish = "copy")
    void gather(List<Integer> batch, int number) throws PauseFlow {
      journal.call("gather", batch, number);
      batch.add(number);
    }

    boolean full(List<Integer> batch) {
      return batch.size() == 2;
    }

    List<Integer> copy(List<Integer> batch) throws PauseFlow {
      journal.call("copy", batch);
      return List.copyOf(batch);
    }

    @Sequence(onFinish = "finished")
    List<Integer> each(List<Integer> batch) throws PauseFlow {
      journal.call("each", batch);
      return batch;
    }

    @Function
    int negate(int number) throws PauseFlow {
      journal.call("negate", number);
      return -number;
    }

    void finished() throws PauseFlow {
      journal.call("finished");
    }

    void flushed() throws PauseFlow {
      journal.call("flushed");
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> aFullBatchGoesOnAtOnceAndTheRestAtTheClose() {
    return Scenario.of(Batches::new)
        .generated(AccumulateTest_BatchesFlow::of)
        .built(
            d ->
                Flow.<List<Integer>>begin()
                    .sequence(d::counts)
                    .context(d::flushed)
                    .onClose(d::closed)
                    .sequence(count -> IntStream.of(d.numbers(count)).boxed().toList())
                    .accumulateInto(ArrayList<Integer>::new, d::gather)
                    .flushWhen(d::full)
                    .finish(d::copy)
                    .sequence(d::each)
                    .onFinish(d::finished)
                    .function(d::negate)
                    .build())
        .given(List.of(3, 0, 2))
        .tells(
            """
            numbers(3)
              gather([],0)
              gather([0],1)
                copy([0,1]) each([0,1]) negate(0) out(0) negate(1) out(-1) finished
              gather([],2)
              flushed
                copy([2]) each([2]) negate(2) out(-2) finished
              closed
            numbers(0) flushed closed
            numbers(2)
              gather([],0)
              gather([0],1)
                copy([0,1]) each([0,1]) negate(0) out(0) negate(1) out(-1) finished
              flushed closed
            end
            """);
  }

  @FlowDefinition(extensible = true, durable = true)
  record BatchesOfTheRun(Journal journal) {
    @Sequence
    List<Integer> numbers(List<Integer> numbers) {
      return numbers;
    }

    @Accumulate(flushWhen = "full", emitEmpty = true)
    int add(int sum, int number) throws PauseFlow {
      journal.call("add", sum, number);
      return sum + number;
    }

    boolean full(int sum) {
      return sum >= 3;
    }

    @Accumulate
    String join(String text, int sum) throws PauseFlow {
      journal.call("join", text, sum);
      return text + sum + ";";
    }
  }

  private static Scenario<BatchesOfTheRun, List<Integer>, String> batchesOfTheRun() {
    return Scenario.of(BatchesOfTheRun::new)
        .generated(AccumulateTest_BatchesOfTheRunFlow::of)
        .built(
            d ->
                Flow.<List<Integer>>begin()
                    .sequence(d::numbers)
                    .accumulate(() -> 0, d::add)
                    .flushWhen(d::full)
                    .emitEmpty()
                    .accumulate(() -> "", d::join)
                    .build());
  }

  @TestFactory
  Stream<DynamicNode> theRestOfTheRunsBatchesGoesOnAtTheEnd() {
    return batchesOfTheRun()
        .given(List.of(1, 2, 1))
        .tells("add(0,1) add(1,2) join(,3) add(0,1) join(3;,1) out(3;1;) end");
  }

  @TestFactory
  Stream<DynamicNode> emitEmptyAddsNothingWhereABatchHasGoneOn() {
    return batchesOfTheRun()
        .given(List.of(3, 2, 1))
        .tells("add(0,3) join(,3) add(0,2) add(2,1) join(3;,3) out(3;3;) end");
  }

  @TestFactory
  Stream<DynamicNode> emitEmptyEmitsOnceWhereNoBatchHasGoneOn() {
    return batchesOfTheRun().given(List.of()).tells("join(,0) out(0;) end");
  }

  @FlowDefinition(extensible = true)
  record Collected(Journal journal) {
    @Sequence
    List<Integer> numbers(int count) {
      return List.of(count, 0, 1);
    }

    @Context(onClose = "closed")
    @Sequence
    List<Integer> below(int number) throws PauseFlow {
      journal.call("below", number);
      return List.of(1, 2, 3).subList(0, number);
    }

    @Function
    String text(int number) throws PauseFlow {
      journal.call("text", number);
      return "<" + number + ">";
    }

    @Accumulate
    Collector<CharSequence, ?, String> joined() {
      return Collectors.joining("", "[", "]");
    }

    @Accumulate(emitEmpty = true)
    Collector<String, ?, List<String>> listed() {
      return Collectors.toList();
    }

    void closed() throws PauseFlow {
      journal.call("closed");
    }
  }

  @TestFactory
  Stream<DynamicNode> aCollectorGathersToo() {
    return Scenario.of(Collected::new)
        .generated(AccumulateTest_CollectedFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .context()
                    .onClose(d::closed)
                    .sequence(d::below)
                    .function(d::text)
                    .accumulate(d.joined())
                    .accumulate(d.listed())
                    .emitEmpty()
                    .build())
        .given(2)
        .notSaved("a Collector holds what nobody else knows")
        .tells(
            """
            below(2) text(1) text(2) closed
            below(0) closed
            below(1) text(1) closed
            out([[<1><2>],[<1>]])
            end
            """);
  }

  record Largest(Journal journal) {
    @Sequence
    List<List<Integer>> groups(List<List<Integer>> groups) throws PauseFlow {
      journal.call("groups");
      return groups;
    }

    @Context
    @Sequence
    List<Integer> numbers(List<Integer> group) throws PauseFlow {
      journal.call("numbers", group);
      return group;
    }

    @Accumulate(emitEmpty = true)
    Collector<Integer, ?, Optional<Integer>> largest() {
      return Collectors.maxBy(Comparator.naturalOrder());
    }

    @Function
    int tell(int largest) throws PauseFlow {
      journal.call("tell", largest);
      return largest;
    }

    @Accumulate(start = "none")
    OptionalInt smallest(OptionalInt smallest, int number) throws PauseFlow {
      journal.call("smallest", smallest, number);
      return smallest.isPresent() && smallest.getAsInt() < number
          ? smallest
          : OptionalInt.of(number);
    }

    OptionalInt none() {
      return OptionalInt.empty();
    }
  }

  /** What no finish makes a result of is unwrapped as a function's result is. */
  @TestFactory
  Stream<DynamicNode> anOptionalOfWhatWasGatheredIsUnwrapped() {
    return Scenario.of(Largest::new)
        .generated(AccumulateTest_LargestFlow::of)
        .built(
            d ->
                Flow.<List<List<Integer>>>begin()
                    .sequence(d::groups)
                    .context()
                    .sequence(d::numbers)
                    .accumulate(d.largest())
                    .emitEmpty()
                    .functionOptional(largest -> largest)
                    .function(d::tell)
                    .accumulate(d::none, d::smallest)
                    .function(smallest -> smallest.getAsInt())
                    .build())
        .given(List.of(List.of(1, 3, 2), List.of(), List.of(2, 1)))
        .notSaved("a Collector holds what nobody else knows")
        .tells(
            """
            groups
            numbers([1,3,2]) tell(3) smallest(OptionalInt.empty,3)
            numbers([])
            numbers([2,1]) tell(2) smallest(OptionalInt[3],2)
            out(2)
            end
            """);
  }
}
