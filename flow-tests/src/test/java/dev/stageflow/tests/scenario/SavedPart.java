package dev.stageflow.tests.scenario;

import dev.stageflow.DurableSourceFlow;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * What one process does of a run: from its beginning, or from where another one has saved it, to
 * its end, or until it is saved.
 */
final class SavedPart {
  private final Journal journal;
  private final SavedRun run;

  private SavedPart(Journal journal, SavedRun run) {
    this.journal = journal;
    this.run = run;
  }

  static <O> SavedPart begin(DurableSourceFlow<O> flow, Journal journal) throws Exception {
    return new SavedPart(journal, flow.stepwise(item -> journal.call("out", item)));
  }

  static <O> SavedPart restore(byte[] saved, DurableSourceFlow<O> flow, Journal journal)
      throws Exception {
    return new SavedPart(journal, flow.restore(saved, item -> journal.call("out", item)));
  }

  /** Makes so many steps; the end of the run is then written into the journal. */
  boolean advance(int steps) throws Exception {
    for (int i = 0; i < steps && !run.hasEnded(); i++) {
      try {
        boolean unused = run.step();
      } catch (Exception failure) {
        await(run.cancel());
        journal.end(failure);
        return false;
      }
      PauseFlow pause = run.pause();
      if (pause != null && pause.condition() != null) {
        await(pause.condition());
      }
    }
    if (run.hasEnded()) {
      journal.end(null);
    }
    return !run.hasEnded();
  }

  /** Saves it, and ends it without an entry in the journal but what is closed. */
  byte[] stop() throws Exception {
    byte[] saved = run.save();
    journal.stop();
    await(run.cancel());
    return saved;
  }

  List<String> entries() {
    return journal.entries();
  }

  Set<String> mended() {
    return journal.mended();
  }

  List<Opening> openings() {
    return journal.openings();
  }

  private static void await(CompletionStage<?> condition) throws Exception {
    Object unused =
        condition
            .<Object>handle((result, failure) -> "")
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }
}
