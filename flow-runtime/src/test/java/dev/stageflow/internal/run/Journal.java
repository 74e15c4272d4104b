package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.tunnel.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Notes each call of a stage, and makes it pause, halt the run, or fail. */
final class Journal {
  private final List<String> entries = new ArrayList<>();
  private final Random random;
  private final boolean disturbing;
  private final int failAt;
  private FlowStack stack =
      new FlowStack(Workplace.of(FlowOptions.defaults()), FlowOptions.defaults(), RunClock.SYSTEM);
  private boolean halted;
  private int calls;

  private Journal(Random random, boolean disturbing, int failAt) {
    this.random = random;
    this.disturbing = disturbing;
    this.failAt = failAt;
  }

  /** Makes a journal that only notes. */
  static Journal quiet(int failAt) {
    return new Journal(new Random(0), false, failAt);
  }

  /** Makes a journal under which any stage may pause, and any may halt the run. */
  static Journal disturbing(long seed, int failAt) {
    return new Journal(new Random(seed), true, failAt);
  }

  List<String> entries() {
    return entries;
  }

  /** Called by whatever may pause, before it does anything. */
  void call(String entry) throws PauseFlow {
    assertThat(halted).as("%s is called after the run was halted", entry).isFalse();
    calls++;
    if (disturbing && random.nextInt(3) == 0) {
      throw PauseFlow.now();
    }
    note(entry);
    if (disturbing && random.nextInt(8) == 0) {
      stack.halt();
      halted = true;
    }
  }

  /** Called by what must not pause. */
  void note(String entry) {
    entries.add(entry);
    if (entries.size() == failAt) {
      throw new Failure();
    }
  }

  /** Called when a source is closed. */
  void closed(String entry) {
    entries.add(entry);
  }

  /** Runs a flow to its end, in slices of random length, or in single steps. */
  void run(Frame frame) throws Exception {
    stack =
        new FlowStack(
            Workplace.of(FlowOptions.defaults()), FlowOptions.defaults(), RunClock.SYSTEM);
    stack.push(frame);
    try {
      while (!stack.isEmpty()) {
        slice();
      }
    } catch (Exception failure) {
      stack.close(failure);
      throw failure;
    }
  }

  private void slice() throws Exception {
    halted = false;
    calls = 0;
    try {
      if (!disturbing) {
        stack.run(Integer.MAX_VALUE);
      } else if (random.nextBoolean()) {
        stack.run(1 + random.nextInt(4));
      } else {
        stack.step();
        assertThat(calls).as("calls in one step").isLessThanOrEqualTo(1);
      }
    } catch (PauseFlow pause) {
      // The next slice calls the same stage again.
    }
  }

  /** What fails on purpose. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
