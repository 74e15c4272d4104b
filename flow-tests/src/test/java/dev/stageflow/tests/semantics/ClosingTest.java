package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import dev.stageflow.tests.scenario.Journal;
import dev.stageflow.tests.scenario.JournaledSource;
import dev.stageflow.tests.scenario.Scenario;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a sequence opens is closed once, innermost first, however the run ends. */
class ClosingTest {

  @FlowDefinition(durable = true)
  record Ended(Journal journal) {
    @Context(onFlush = "flush", onClose = "close")
    @Sequence(onFinish = "finished")
    JournaledSource<Integer> numbers(int first) throws PauseFlow {
      journal.call("numbers", first);
      return journal.source("numbers", first, first + 1);
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    FlowIterator<Integer> halves(int number) throws PauseFlow {
      journal.call("halves", number);
      return journal.iterator("halves", number / 2);
    }

    void finished() throws PauseFlow {
      journal.call("finished");
    }

    void flush() throws PauseFlow {
      journal.call("flush");
    }

    void close() throws PauseFlow {
      journal.call("close");
    }
  }

  @TestFactory
  Stream<DynamicNode> aSourceIsClosedThenFinishedAndThenItsContextCloses() {
    return Scenario.of(Ended::new)
        .generated(ClosingTest_EndedFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .context(d::flush)
                    .onClose(d::close)
                    .sequence(d::numbers)
                    .onFinish(d::finished)
                    .sequenceFrom(d::halves)
                    .build())
        .given(4)
        .tells(
            """
            numbers(4)
              halves(4) next(halves) out(2) next(halves) close(halves)
              halves(5) next(halves) out(2) next(halves) close(halves)
            close(numbers) finished flush close
            end
            """);
  }

  @FlowDefinition(durable = true)
  record Hidden(Journal journal) {
    /** That the source can be closed is not in the method's type. */
    @Sequence
    Iterable<Integer> numbers(int first) {
      journal.note("numbers", first);
      return journal.source("numbers", first);
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    Stream<Integer> copies(int number) {
      journal.note("copies", number);
      return Stream.of(number, number).onClose(journal.closing("copies"));
    }
  }

  @TestFactory
  Stream<DynamicNode> aSourceIsClosedThoughItsTypeDoesNotSayThatItCanBe() {
    return Scenario.of(Hidden::new)
        .generated(ClosingTest_HiddenFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .sequenceFrom(n -> FlowIterator.of(d.copies(n)))
                    .build())
        .given(4)
        .tells("numbers(4) copies(4) out(4) out(4) close(copies) close(numbers) end");
  }

  @FlowDefinition(durable = true)
  record FailingStage(Journal journal) {
    @Sequence
    JournaledSource<Integer> numbers(int first) throws PauseFlow {
      journal.call("numbers", first);
      return journal.source("numbers", first).failingToClose(new IOException("outer"));
    }

    @Sequence(onFinish = "finished")
    JournaledSource<Integer> copies(int number) throws PauseFlow {
      journal.call("copies", number);
      return journal.source("copies", number).failingToClose(new IOException("inner"));
    }

    @Context(onFlush = "finished", onClose = "finished")
    @Function
    int fail(int number) throws IOException, PauseFlow {
      journal.call("fail", number);
      throw journal.failure(new IOException("stage"));
    }

    void finished() {
      journal.note("finished");
    }
  }

  @TestFactory
  Stream<DynamicNode> aFailureClosesWhatIsOpenAndKeepsWhatFailsThere() {
    return Scenario.of(FailingStage::new)
        .generated(ClosingTest_FailingStageFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .sequence(d::copies)
                    .onFinish(d::finished)
                    .context(d::finished)
                    .onClose(d::finished)
                    .function(d::fail)
                    .build())
        .given(1)
        .tells(
            """
            numbers(1) copies(1) fail(1)
            close(copies) close(numbers)
            failed(IOException)suppressed(IOException)suppressed(IOException)
            """);
  }

  @FlowDefinition(durable = true)
  record FailingClose(Journal journal) {
    @Sequence(onFinish = "finished")
    JournaledSource<Integer> numbers(int first) throws PauseFlow {
      journal.call("numbers", first);
      return journal.source("numbers", first, first);
    }

    @Sequence(onFinish = "finished")
    JournaledSource<Integer> copies(int number) throws PauseFlow {
      journal.call("copies", number);
      return journal.source("copies", number).failingToClose(new IOException("inner"));
    }

    void finished() {
      journal.note("finished");
    }
  }

  @TestFactory
  Stream<DynamicNode> aSourceThatFailsToCloseFailsTheRunAndIsNotClosedAgain() {
    return Scenario.of(FailingClose::new)
        .generated(ClosingTest_FailingCloseFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .onFinish(d::finished)
                    .sequence(d::copies)
                    .onFinish(d::finished)
                    .build())
        .given(1)
        .tells("numbers(1) copies(1) out(1) close(copies) close(numbers) failed(IOException)");
  }

  @FlowDefinition(durable = true)
  record FailingSource(Journal journal) {
    @Sequence(onFinish = "finished")
    JournaledSource<Integer> numbers(int first) throws PauseFlow {
      journal.call("numbers", first);
      return journal.source("numbers", first, first);
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence(onFinish = "finished")
    FlowIterator<String> words(int number) throws PauseFlow {
      journal.call("words", number);
      FlowIterator<String> one = journal.iterator("words", "one");
      return new FlowIterator<>() {
        @Override
        public String next() throws Exception {
          String word = one.next();
          if (word == null) {
            throw journal.failure(new IOException("no more words"));
          }
          return word;
        }

        @Override
        public void close() {
          one.close();
        }
      };
    }

    void finished() {
      journal.note("finished");
    }
  }

  @TestFactory
  Stream<DynamicNode> aSourceThatFailsIsClosedToo() {
    return Scenario.of(FailingSource::new)
        .generated(ClosingTest_FailingSourceFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .onFinish(d::finished)
                    .sequenceFrom(d::words)
                    .onFinish(d::finished)
                    .build())
        .given(1)
        .tells(
            """
            numbers(1) words(1) next(words) out(one) next(words)
            close(words) close(numbers)
            failed(IOException)
            """);
  }

  @FlowDefinition(durable = true)
  record EmptySources(Journal journal) {
    @Sequence(onFinish = "numbersFinished")
    List<Integer> numbers(int count) {
      journal.note("numbers", count);
      return List.of(0, 1, 2);
    }

    @Sequence(onFinish = "copiesFinished")
    JournaledSource<Integer> copies(int number) throws PauseFlow {
      journal.call("copies", number);
      return switch (number) {
        case 0 -> null;
        case 1 -> journal.source("copies");
        default -> journal.source("copies", number, number);
      };
    }

    void numbersFinished() throws PauseFlow {
      journal.call("numbersFinished");
    }

    void copiesFinished() throws PauseFlow {
      journal.call("copiesFinished");
    }
  }

  @TestFactory
  Stream<DynamicNode> onFinishIsCalledOnceAlsoForAnEmptySourceAndNotForNull() {
    return Scenario.of(EmptySources::new)
        .generated(ClosingTest_EmptySourcesFlow::of)
        .built(
            d ->
                Flow.<Integer>begin()
                    .sequence(d::numbers)
                    .onFinish(d::numbersFinished)
                    .sequence(d::copies)
                    .onFinish(d::copiesFinished)
                    .build())
        .given(3)
        .tells(
            """
            numbers(3)
              copies(0)
              copies(1) close(copies) copiesFinished
              copies(2) out(2) out(2) close(copies) copiesFinished
            numbersFinished
            end
            """);
  }

  record Broken(Journal journal) {
    @Sequence(onFinish = "finished")
    JournaledSource<Integer> numbers(int first) {
      journal.note("numbers", first);
      return journal.source("numbers", first);
    }

    @Function
    int fail(int number) {
      throw journal.failure(new StackOverflowError());
    }

    void finished() {
      journal.note("finished");
    }
  }

  static Stream<Named<FlowMaker<Broken, Integer, Integer>>> brokenFlows() {
    return Flows.of(
        ClosingTest_BrokenFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .onFinish(d::finished)
                .function(d::fail)
                .build());
  }

  @ParameterizedTest
  @MethodSource("brokenFlows")
  void anErrorEndsARunLikeAnyOtherFailure(FlowMaker<Broken, Integer, Integer> maker) {
    Journal journal = Scenario.undisturbed();
    Flow<Integer, Integer> flow = maker.of(new Broken(journal));
    assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> flow.run(1));
    assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> flow.stream(1).toList());
    assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> flow.open(1).next());
    assertThat(flow.on(Runnable::run).collect(1).handle((all, thrown) -> thrown))
        .isCompletedWithValueMatching(StackOverflowError.class::isInstance);
    assertThat(journal.entries())
        .containsExactly(
            "numbers(1)", "close(numbers)",
            "numbers(1)", "close(numbers)",
            "numbers(1)", "close(numbers)",
            "numbers(1)", "close(numbers)");
  }

  @Test
  void aFailureToCloseThatComesAgainAndAgainDoesNotGrowForEver() {
    RuntimeException unclosable = new IllegalStateException("unclosable");
    class Unclosable implements Iterator<String>, AutoCloseable {
      @Override
      public boolean hasNext() {
        return false;
      }

      @Override
      public String next() {
        throw new NoSuchElementException();
      }

      @Override
      public void close() {
        throw unclosable;
      }
    }
    class Source implements Iterable<String>, AutoCloseable {
      @Override
      public Iterator<String> iterator() {
        return new Unclosable();
      }

      @Override
      public void close() {
        throw new IllegalStateException("the source too");
      }
    }
    Flow<String, String> flow =
        Flow.<String>begin().sequenceFrom(input -> FlowIterator.of(new Source())).build();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> flow.run("")).isSameAs(unclosable);
    }
    assertThat(unclosable.getSuppressed().length).isLessThanOrEqualTo(33);
  }
}
