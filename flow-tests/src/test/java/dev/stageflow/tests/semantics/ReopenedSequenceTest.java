package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.DurableFlow;
import dev.stageflow.FlowIterator;
import dev.stageflow.SavedRun;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sequence of which nothing was taken is opened as if for the first time. */
@Timeout(30)
class ReopenedSequenceTest {

  /** Gives numbers at first, and nothing to the run that goes on. */
  @FlowDefinition(durable = true)
  static class Iterated {
    private transient int calls;

    @SuppressWarnings("Flow/NotResumable")
    @Sequence(onFinish = "finished")
    @Nullable FlowIterator<String> letters(int count) {
      return calls++ == 0 ? FlowIterator.of(List.of("a", "b")) : null;
    }

    @Output
    String finished() {
      return "finished";
    }
  }

  /** The same with an array. */
  @FlowDefinition(durable = true)
  static class Listed {
    private transient int calls;

    @Sequence(onFinish = "finished")
    String @Nullable [] letters(int count) {
      return calls++ == 0 ? new String[] {"a", "b"} : null;
    }

    @Output
    String finished() {
      return "finished";
    }
  }

  /** The rest of an array is one with indices of its own. */
  @FlowDefinition(durable = true)
  static class Resumed {
    private transient boolean isResumed;

    @Sequence(resume = "lettersAfter")
    String[] letters(int count) {
      return new String[] {"a", "b", "c"};
    }

    String[] lettersAfter(int count, String last) {
      isResumed = true;
      return last.equals("a") ? new String[] {"b", "c"} : new String[] {};
    }
  }

  private static List<String> restoredAfter(int taken, DurableFlow<Integer, String> flow)
      throws Exception {
    List<String> before = new ArrayList<>();
    SavedRun run = flow.stepwise(1, before::add);
    boolean unused = run.step();
    while (before.size() < taken) {
      unused = run.step();
    }
    List<String> after = new ArrayList<>();
    SavedRun other = flow.restore(run.save(), after::add);
    while (!other.hasEnded()) {
      unused = other.step();
    }
    return after;
  }

  @Test
  void itIsNotFinishedIfTheStageGivesNothingNow() throws Exception {
    assertThat(restoredAfter(0, ReopenedSequenceTest_IteratedFlow.of(new Iterated()))).isEmpty();
    assertThat(restoredAfter(0, ReopenedSequenceTest_ListedFlow.of(new Listed()))).isEmpty();
  }

  @Test
  void itIsFinishedIfAnElementWasTakenBefore() throws Exception {
    assertThat(restoredAfter(1, ReopenedSequenceTest_IteratedFlow.of(new Iterated())))
        .containsExactly("finished");
    assertThat(restoredAfter(1, ReopenedSequenceTest_ListedFlow.of(new Listed())))
        .containsExactly("finished");
  }

  @Test
  void theRestOfAnArrayIsSavedBeforeAnElementOfItIsTaken() throws Exception {
    Resumed resumed = new Resumed();
    DurableFlow<Integer, String> flow = ReopenedSequenceTest_ResumedFlow.of(resumed);
    List<String> letters = new ArrayList<>();
    SavedRun run = flow.stepwise(1, letters::add);
    while (letters.isEmpty()) {
      boolean unused = run.step();
    }
    SavedRun rest = flow.restore(run.save(), letters::add);
    while (!resumed.isResumed) {
      boolean unused = rest.step();
    }
    SavedRun again = flow.restore(rest.save(), letters::add);
    while (!again.hasEnded()) {
      boolean unused = again.step();
    }
    assertThat(letters).containsExactly("a", "b", "c");
  }
}
