package dev.stageflow.testing;

import dev.stageflow.FlowRun;
import dev.stageflow.SourceFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run, a step at a time: its outputs, its steps, its end. It advances only when it is called,
 * on the calling thread, which also runs its tunnelled stages.
 */
final class RehearsedRun<O> {

  /** In slices of this length one stage is called at most. */
  private static final Duration ONE_STEP = Duration.ofNanos(1);

  private static final int MOST_IDLE_TURNS = 1_000;

  private final TestLoop loop;
  private final FlowRun run;
  private final List<O> outputs = new ArrayList<>();
  private final Way way = new Way();

  /** How far it has come; since when, in nanoseconds of real time, and for how many turns. */
  private int progress;

  private long since = System.nanoTime();
  private int idleTurns;

  // Written by the thread that ends the run, which may be one that was to wake it.

  private @Nullable Throwable failure;
  private List<String> faults = List.of();
  private List<Object> effects = List.of();
  private volatile boolean ended;

  RehearsedRun(SourceFlow<O> flow, Probe probe, TestLoop loop) {
    this.loop = loop;
    run =
        flow.on(loop)
            .timeSlice(ONE_STEP)
            .tunnelOn(loop::enqueue)
            .start(
                output -> {
                  probe.sink();
                  outputs.add(output);
                });
    run.completion()
        .whenComplete(
            (nothing, thrown) -> {
              failure = thrown;
              faults = probe.faults();
              effects = probe.effects();
              ended = true;
              loop.signal();
            });
  }

  /**
   * Goes on for some turns of the loop, in each of which one stage is called at most.
   *
   * @return false if the run ended before
   */
  boolean advance(int turns) {
    for (int i = 0; i < turns && !ended; i++) {
      turn();
    }
    return !ended;
  }

  /** Goes on to the end. */
  RehearsedRun<O> finish() {
    while (!ended) {
      turn();
    }
    return this;
  }

  private void turn() {
    // A run that waits would make a slice only to tell where it is, which is where it was.
    if (run.state() == FlowRun.State.RUNNING) {
      run.trace().thenAccept(way::add);
    }
    try {
      if (loop.turn(() -> ended) && !isStuck()) {
        return;
      }
    } catch (InterruptedException interrupt) {
      giveUp();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the run waited for another thread", interrupt);
    }
    giveUp();
    throw new Report("The run waits for what does not come.")
        .place("where it waits", way.last())
        .error();
  }

  /**
   * Notices a run that asks again and again: its own time passes without anybody having to wait.
   */
  private boolean isStuck() {
    int reached = way.length() + outputs.size();
    if (ended || reached > progress) {
      progress = reached;
      since = System.nanoTime();
      idleTurns = 0;
    }
    // A few turns may take long because a stage does.
    return ++idleTurns > MOST_IDLE_TURNS && System.nanoTime() - since > loop.maxWait();
  }

  private void giveUp() {
    run.cancel();
    loop.runAll();
  }

  /** Pauses the run, and lets all else that is due run. */
  void hold() {
    run.pause();
    loop.runAll();
  }

  void resume() {
    run.resume();
  }

  void cancel() {
    run.cancel();
  }

  List<O> outputs() {
    return List.copyOf(outputs);
  }

  /** Returns whether its outputs are these. */
  boolean gave(List<O> expected) {
    return Arrays.deepEquals(outputs.toArray(), expected.toArray());
  }

  /** Returns where the run has been; where it was when it ended, if it has. */
  Way way() {
    return way;
  }

  /** Returns what the run ended with; null if it has completed. */
  @Nullable Throwable failure() {
    return failure;
  }

  FlowRun.State state() {
    return run.state();
  }

  /** Returns what the run has done, in order. */
  List<Object> effects() {
    return effects;
  }

  /** Has the run take the blame for nothing that another one did on the same probe. */
  void hasDone(List<Object> own) {
    effects = own;
  }

  /** Returns what was not closed, or closed twice, when the run ended. */
  List<String> faults() {
    return faults;
  }
}
