package dev.stageflow.processor.fuzz;

import dev.stageflow.DurableSourceFlow;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A run that is saved several times, and goes on in another one each time. */
final class SavedRunner {

  /** How far a run goes at once. */
  enum Portion {
    /** A single stage. */
    STAGE,
    /** An item's way on one level. */
    ITEM,
    /** As long as the shortest time. */
    MOMENT
  }

  private final List<Object> outputs = new ArrayList<>();
  private final Portion portion;
  private SavedRun run;
  private int steps;

  private SavedRunner(DurableSourceFlow<Object> flow, Portion portion) throws Exception {
    this.portion = portion;
    run = flow.stepwise(outputs::add);
  }

  /**
   * Runs a flow to its end.
   *
   * @param flow the flow
   * @param portion what is a step
   * @param saves after how many steps it is saved, each time counted from the last
   */
  static SavedRunner of(DurableSourceFlow<Object> flow, Portion portion, List<Integer> saves)
      throws Exception {
    SavedRunner runner = new SavedRunner(flow, portion);
    for (int steps : saves) {
      runner.advance(steps);
      runner.goOn(flow);
    }
    runner.advance(Integer.MAX_VALUE);
    return runner;
  }

  private void goOn(DurableSourceFlow<Object> flow) throws Exception {
    if (!run.hasEnded()) {
      byte[] saved = run.save();
      await(run.cancel());
      run = flow.restore(saved, outputs::add);
    }
  }

  private void advance(int most) throws Exception {
    for (int i = 0; i < most && !run.hasEnded(); i++) {
      boolean unused =
          switch (portion) {
            case STAGE -> run.step();
            case ITEM -> run.proceed(1);
            case MOMENT -> run.proceed(Duration.ofNanos(1));
          };
      steps++;
      PauseFlow pause = run.pause();
      if (pause != null && pause.condition() != null) {
        await(pause.condition());
      } else if (pause != null && !Duration.ZERO.equals(pause.delay())) {
        Thread.sleep(1);
      }
    }
  }

  private static void await(CompletionStage<?> condition) throws Exception {
    Object unused =
        condition
            .<Object>handle((result, failure) -> "")
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
  }

  /** How many steps it has made. */
  int steps() {
    return steps;
  }

  List<Object> outputs() {
    return outputs;
  }
}
