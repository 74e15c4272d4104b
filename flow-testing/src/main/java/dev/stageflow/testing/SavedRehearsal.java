package dev.stageflow.testing;

import dev.stageflow.DurableSourceFlow;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import dev.stageflow.SourceFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs that are saved, each time at another step, and go on as if in another process. */
final class SavedRehearsal<O> {
  private final Function<? super Probe, ? extends SourceFlow<O>> maker;
  private final Duration maxWait;
  private final List<O> expected;

  SavedRehearsal(
      Function<? super Probe, ? extends SourceFlow<O>> maker, Duration maxWait, List<O> expected) {
    this.maker = maker;
    this.maxWait = maxWait;
    this.expected = expected;
  }

  /**
   * Saves a run, and then again some steps after it has gone on.
   *
   * @param steps after how many steps it is saved first
   * @param further after how many more it is saved again; 0 for no further time
   * @return false if it ended before it was saved
   * @throws AssertionError if it gives other outputs than expected, or leaves something open
   */
  boolean savedAfter(int steps, int further) {
    Probe probe = new Probe(Disturbance.NONE);
    List<O> outputs = new ArrayList<>();
    String when =
        "after step " + steps + (further == 0 ? "" : ", and again " + further + " steps later,");
    try {
      SavedRun run = flow(probe).stepwise(outputs::add);
      if (!advance(run, steps)) {
        return false;
      }
      run = goOn(run, probe, outputs);
      if (further > 0 && advance(run, further)) {
        run = goOn(run, probe, outputs);
      }
      while (advance(run, 1)) {
        // It goes on to its end.
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the run waited for another thread", interrupt);
    } catch (Exception failure) {
      throw report(when, "failed.").line("gave", Report.shown(outputs)).cause(failure).error();
    }
    if (!Arrays.deepEquals(outputs.toArray(), expected.toArray())) {
      throw report(when, "gave other outputs than undisturbed.")
          .line("expected", Report.shown(expected))
          .line("but gave", Report.shown(outputs))
          .error();
    }
    if (!probe.faults().isEmpty()) {
      throw report(when, "did not close each thing that it opened once.")
          .line("at its end", String.join(", ", probe.faults()))
          .error();
    }
    return true;
  }

  private static Report report(String when, String what) {
    return new Report("A run that was saved " + when + " and went on in another one, " + what);
  }

  private DurableSourceFlow<O> flow(Probe probe) {
    if (maker.apply(probe) instanceof DurableSourceFlow<O> durable) {
      return durable;
    }
    throw new AssertionError(
        "the flow is not durable, so its runs cannot be saved: @FlowDefinition(durable = true)");
  }

  private SavedRun goOn(SavedRun run, Probe probe, List<O> outputs) throws Exception {
    byte[] saved = run.save();
    await(run.cancel());
    return flow(probe).restore(saved, outputs::add);
  }

  /** Makes some steps; returns false if the run ended before. */
  private boolean advance(SavedRun run, int steps) throws Exception {
    for (int i = 0; i < steps && !run.hasEnded(); i++) {
      boolean unused = run.step();
      PauseFlow pause = run.pause();
      CompletionStage<?> condition = pause == null ? null : pause.condition();
      if (condition != null) {
        await(condition);
      } else if (pause != null && isLong(pause)) {
        Thread.sleep(1);
      }
    }
    return !run.hasEnded();
  }

  /** A delay passes at once, unless the stage is to be asked again as soon as can be. */
  private static boolean isLong(PauseFlow pause) {
    @Nullable Duration delay = pause.delay();
    return delay == null || !delay.isZero();
  }

  private void await(CompletionStage<?> condition) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    condition.whenComplete((result, failure) -> ended.countDown());
    if (!ended.await(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the run waits for what does not come");
    }
  }
}
