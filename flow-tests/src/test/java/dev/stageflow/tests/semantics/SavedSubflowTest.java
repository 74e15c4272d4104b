package dev.stageflow.tests.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import dev.stageflow.SavedRunException;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run that was saved within other flows goes on in them, once their stage has been called. */
class SavedSubflowTest {
  record Page(String name, List<Page> pages) {
    static Page of(String name, Page... pages) {
      return new Page(name, List.of(pages));
    }
  }

  private static final Page BOOK =
      Page.of("book", Page.of("a", Page.of("b"), Page.of("c", Page.of("d"))), Page.of("e"));

  /** The lines of a page: its own, and those of the pages in it. */
  @FlowDefinition(durable = true)
  static class Lines {
    private final Probe probe;

    Lines(Probe probe) {
      this.probe = probe;
    }

    @SuppressWarnings("Flow/NotResumable")
    @Tunnel
    @Sequence
    List<Page> pages(Page page) {
      return page.pages();
    }

    @Function
    Page read(Page page) throws PauseFlow {
      probe.mayPause();
      return page;
    }

    @Subflow
    List<DurableFlow<Page, String>> lines(Page page) throws PauseFlow {
      probe.mayPause();
      return Arrays.asList(
          SavedSubflowTest_NameFlow.of(new Name(probe)),
          null,
          page.pages().isEmpty() ? null : SavedSubflowTest_LinesFlow.of(this),
          SavedSubflowTest_NameFlow.of(new Name(probe)));
    }
  }

  @FlowDefinition(durable = true)
  static class Name {
    private final Probe probe;

    Name(Probe probe) {
      this.probe = probe;
    }

    @Function
    String name(Page page) throws PauseFlow {
      probe.mayPause();
      return page.name();
    }
  }

  @Test
  void aRecursionThroughSeveralFlowsGoesOn() {
    FlowRehearsal.of(probe -> SavedSubflowTest_LinesFlow.of(new Lines(probe)).bind(BOOK))
        .pausedEverywhere()
        .savedEverywhere();
  }

  /** What stands on a subflow, and on a subflow within one, goes on too. */
  @FlowDefinition(durable = true)
  static class Letters {
    private final Probe probe;

    Letters(Probe probe) {
      this.probe = probe;
    }

    @Sequence
    List<Page> chapters(Page book) {
      return book.pages();
    }

    @Context
    @Subflow
    SavedSubflowTest_LinesFlow lines(Page chapter) {
      return SavedSubflowTest_LinesFlow.of(new Lines(probe));
    }

    @Subflow
    SavedSubflowTest_EachLetterFlow letters(String line) {
      return SavedSubflowTest_EachLetterFlow.perRun(() -> new EachLetter(probe));
    }

    @Sequence
    List<String> twice(String letter) throws PauseFlow {
      probe.mayPause();
      return List.of(letter, letter);
    }

    @Accumulate
    String join(String joined, String letter) {
      return joined + letter;
    }

    @Function
    String result(String joined, @Upstream("chapters") Page chapter) {
      return chapter.name() + ": " + joined;
    }
  }

  /** Each run has one of its own. */
  @FlowDefinition(durable = true)
  static class EachLetter implements AutoCloseable {
    private final Probe probe;

    EachLetter(Probe probe) {
      this.probe = probe;
    }

    @Sequence
    List<String> letters(String line) {
      return List.of(line.split(""));
    }

    @Filter
    boolean isLetter(String letter) throws PauseFlow {
      probe.mayPause();
      return !letter.equals(".");
    }

    @Override
    public void close() {}
  }

  @Test
  void whatTakesTheOutputsGoesOn() {
    FlowRehearsal.of(probe -> SavedSubflowTest_LettersFlow.of(new Letters(probe)).bind(BOOK))
        .pausedEverywhere()
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class InParallel {
    private final Probe probe;

    InParallel(Probe probe) {
      this.probe = probe;
    }

    @Sequence
    List<Page> chapters(Page book) {
      return book.pages();
    }

    @Parallel(2)
    @Subflow
    SavedSubflowTest_LinesFlow lines(Page chapter) {
      return SavedSubflowTest_LinesFlow.of(new Lines(probe));
    }

    @Function
    String line(String line, @Upstream("chapters") Page chapter) throws PauseFlow {
      probe.mayPause();
      return chapter.name() + ": " + line;
    }
  }

  @Test
  void whatAParallelFlowHasGivenIsNotGivenAgain() {
    FlowRehearsal.of(probe -> SavedSubflowTest_InParallelFlow.of(new InParallel(probe)).bind(BOOK))
        .pausedEverywhere()
        .savedEverywhere();
  }

  @FlowDefinition(durable = true)
  static class Guarded {
    private final Probe probe;

    Guarded(Probe probe) {
      this.probe = probe;
    }

    @Sequence
    List<Page> chapters(Page book) {
      return book.pages();
    }

    @Timeout(millis = 60_000)
    @Subflow
    SavedSubflowTest_LinesFlow lines(Page chapter) throws IOException {
      if (chapter.pages().isEmpty()) {
        throw new IOException("no pages");
      }
      return SavedSubflowTest_LinesFlow.of(new Lines(probe));
    }

    @Recover("lines")
    SavedSubflowTest_EachPageFlow instead(Page chapter, IOException failure) {
      return SavedSubflowTest_EachPageFlow.of(new EachPage(probe));
    }

    @Sequence
    List<String> letters(String line) throws PauseFlow {
      probe.mayPause();
      return List.of(line.split(""));
    }

    @Function
    String letter(String letter) throws PauseFlow {
      probe.mayPause();
      return letter;
    }
  }

  @FlowDefinition(durable = true)
  static class EachPage {
    private final Probe probe;

    EachPage(Probe probe) {
      this.probe = probe;
    }

    @SuppressWarnings("Flow/NotResumable")
    @Sequence
    FlowIterator<String> words(Page page) {
      return FlowIterator.of(List.of("no", "pages", "in", page.name()));
    }

    @Function
    String word(String word) throws PauseFlow {
      probe.mayPause();
      return word;
    }
  }

  @Test
  void timedAndRecoveredFlowsGoOn() {
    FlowRehearsal.of(probe -> SavedSubflowTest_GuardedFlow.of(new Guarded(probe)).bind(BOOK))
        .pausedEverywhere()
        .savedEverywhere();
  }

  /** The flows that it gives are those of a field. */
  @FlowDefinition(durable = true)
  static class Chosen {
    private final List<DurableFlow<Integer, Integer>> flows;

    Chosen(List<DurableFlow<Integer, Integer>> flows) {
      this.flows = flows;
    }

    @Subflow
    List<DurableFlow<Integer, Integer>> flows(int count) {
      return flows;
    }
  }

  @FlowDefinition(durable = true)
  static class Numbers {
    @Sequence
    int[] numbers(int count) {
      return IntStream.range(0, count).toArray();
    }
  }

  @FlowDefinition(durable = true)
  static class Squares {
    @Sequence
    int[] numbers(int count) {
      return IntStream.range(0, count).toArray();
    }

    @Function
    int square(int number) {
      return number * number;
    }
  }

  private static final DurableFlow<Integer, Integer> NUMBERS =
      SavedSubflowTest_NumbersFlow.create();
  private static final DurableFlow<Integer, Integer> SQUARES =
      SavedSubflowTest_SquaresFlow.create();

  private static SavedSubflowTest_ChosenFlow chosen(List<DurableFlow<Integer, Integer>> flows) {
    return SavedSubflowTest_ChosenFlow.of(new Chosen(flows));
  }

  /** Saves a run within the second flow. */
  private static byte[] savedInNumbers(List<Integer> outputs) throws Exception {
    SavedRun run = chosen(List.of(SQUARES, NUMBERS)).stepwise(5, outputs::add);
    while (outputs.size() < 7) {
      run.step();
    }
    return run.save();
  }

  @Test
  void theFlowsMayBeMadeAnew() throws Exception {
    List<Integer> outputs = new ArrayList<>();
    byte[] saved = savedInNumbers(outputs);
    SavedRun run =
        chosen(
                List.of(
                    SavedSubflowTest_SquaresFlow.create(), SavedSubflowTest_NumbersFlow.create()))
            .restore(saved, outputs::add);
    assertEquals(false, run.proceed(1_000));
    assertEquals(List.of(0, 1, 4, 9, 16, 0, 1, 2, 3, 4), outputs);
  }

  @Test
  void anotherFlowInItsPlaceDoesNotGoOn() throws Exception {
    List<Integer> outputs = new ArrayList<>();
    byte[] saved = savedInNumbers(outputs);
    SavedRun run = chosen(List.of(SQUARES, SQUARES)).restore(saved, outputs::add);
    SavedRunException failure = assertThrows(SavedRunException.class, () -> run.proceed(1_000));
    assertEquals(
        "The run was saved by flow dev.stageflow.tests.semantics.SavedSubflowTest.Numbers, and this"
            + " is dev.stageflow.tests.semantics.SavedSubflowTest.Squares.",
        failure.getMessage());
    assertEquals(7, outputs.size());
  }

  @Test
  void noFlowInItsPlaceDoesNotGoOn() throws Exception {
    List<Integer> outputs = new ArrayList<>();
    byte[] saved = savedInNumbers(outputs);
    for (List<DurableFlow<Integer, Integer>> flows :
        List.of(List.of(SQUARES), Arrays.asList(SQUARES, null))) {
      SavedRun run = chosen(flows).restore(saved, outputs::add);
      SavedRunException failure = assertThrows(SavedRunException.class, () -> run.proceed(1_000));
      assertEquals(
          "The run was saved in flow 2 of stage 'flows', and now the stage gives none there",
          failure.getMessage());
    }
    assertEquals(7, outputs.size());
  }
}
