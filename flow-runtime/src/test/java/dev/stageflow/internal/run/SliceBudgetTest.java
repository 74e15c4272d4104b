package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.slice.FirstSlices;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.tunnel.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Slices so long that no step takes a part of them, or so short that each takes more. */
class SliceBudgetTest {
  private static final long AGES = Long.MAX_VALUE / 4;

  private final FlowStack stack =
      new FlowStack(Workplace.of(FlowOptions.defaults()), FlowOptions.defaults(), RunClock.SYSTEM);
  private final Counting frame = new Counting();

  SliceBudgetTest() {
    stack.push(frame);
  }

  @Test
  void theFirstSliceIs64StepsLongAndTheNextOnesDouble() throws Exception {
    assertThat(slices(5, AGES, () -> false)).containsExactly(64, 128, 256, 512, 1_024);
  }

  @Test
  void aSliceThatIsTooShortForAStepIsOneStepLong() throws Exception {
    assertThat(slices(8, 1, () -> false)).containsOnly(1);
  }

  @Test
  void aRunThatIsToStopIsAskedEach256Steps() throws Exception {
    SliceBudget budget = new SliceBudget(AGES, new FirstSlices());
    for (int i = 0; i < 12; i++) {
      slice(budget, AGES, () -> false);
    }
    assertThat(slice(budget, AGES, () -> true)).isEqualTo(256);
  }

  @Test
  void aPauseEndsTheSlice() throws Exception {
    SliceBudget budget = new SliceBudget(AGES, new FirstSlices());
    slice(budget, AGES, () -> false);
    slice(budget, AGES, () -> false);
    frame.pauseAt = frame.steps + 1;
    assertThat(slice(budget, AGES, () -> false)).isEqualTo(1);
    assertThat(stack.isPaused()).isTrue();
  }

  @Test
  void whereNobodyWaitsNoSingleStageIsCalledHoweverSlowItIs() throws Exception {
    SliceBudget budget = SliceBudget.undisturbed();
    for (int i = 0; i < 12; i++) {
      slice(budget, 1, () -> false);
    }
    assertThat(frame.wasHalted).isFalse();
    slice(new SliceBudget(1, new FirstSlices()), 1, () -> false);
    assertThat(frame.wasHalted).isTrue();
  }

  @Test
  void aRunWhoseFlowsStepsWereFastCallsNoSingleStageAtFirst() throws Exception {
    FirstSlices before = new FirstSlices();
    slice(new SliceBudget(AGES, before), AGES, () -> false);
    assertThat(frame.wasHalted).isTrue();
    frame.wasHalted = false;
    slice(new SliceBudget(AGES, before), AGES, () -> false);
    assertThat(frame.wasHalted).isFalse();
  }

  @Test
  void afterAShortRun15MoreMayTakeAFewStepsUnmeasured() throws Exception {
    FirstSlices before = new FirstSlices();
    slice(new SliceBudget(AGES, before), AGES, () -> false);
    for (int i = 0; i < 15; i++) {
      assertThat(shortSlice(before)).isEqualTo(3);
    }
    assertThat(slice(new SliceBudget(AGES, before), AGES, () -> false)).isEqualTo(16 + 64);
    assertThat(slice(new SliceBudget(AGES, before), AGES, () -> false)).isEqualTo(64);
  }

  /** All of them together make as many as a chunk that is measured. */
  @Test
  void afterASlice16StepsLongThatPauses8MoreMayTakeTwiceAsManyUnmeasured() throws Exception {
    SliceBudget budget = afterASliceThatPausesAfter(16);
    for (int i = 0; i < 8; i++) {
      assertThat(slice(budget, AGES, () -> true)).isEqualTo(32);
    }
    assertThat(slice(budget, AGES, () -> true)).isEqualTo(128);
  }

  @Test
  void aSliceThatDoesNotPauseAfterItsUnmeasuredStepsGrowsFromThese() throws Exception {
    SliceBudget budget = afterASliceThatPausesAfter(8);
    assertThat(slice(budget, AGES, () -> false)).isEqualTo(16 + 16);
    assertThat(slice(budget, AGES, () -> false)).isEqualTo(32);
    assertThat(slice(budget, AGES, () -> false)).isEqualTo(64);
  }

  private SliceBudget afterASliceThatPausesAfter(int steps) throws Exception {
    SliceBudget budget = new SliceBudget(AGES, new FirstSlices());
    slice(budget, AGES, () -> false);
    frame.haltAt = frame.steps + steps;
    assertThat(slice(budget, AGES, () -> false)).isEqualTo(steps);
    stack.takePause();
    return budget;
  }

  private int shortSlice(FirstSlices before) throws Exception {
    frame.pauseAt = frame.steps + 3;
    int steps = slice(new SliceBudget(AGES, before), AGES, () -> false);
    stack.takePause();
    return steps;
  }

  private List<Integer> slices(int count, long nanos, BooleanSupplier stop) throws Exception {
    SliceBudget budget = new SliceBudget(nanos, new FirstSlices());
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(slice(budget, nanos, stop));
    }
    return steps;
  }

  private int slice(SliceBudget budget, long nanos, BooleanSupplier stop) throws Exception {
    int before = frame.steps;
    stack.begin();
    budget.runSlice(stack, nanos, stop, null);
    return frame.steps - before;
  }

  private static final class Counting extends Frame {
    int steps;
    int pauseAt = -1;

    /** At which step it pauses as generated loops do, so that its steps are known. */
    int haltAt = -1;

    boolean wasHalted;

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      wasHalted |= stack.isHalted();
      int left = budget;
      do {
        if (steps == pauseAt) {
          pauseAt = -1;
          throw PauseFlow.now();
        }
        if (steps == haltAt) {
          haltAt = -1;
          stack.pause(PauseFlow.now());
          return left;
        }
        steps++;
        left--;
      } while (left > 0 && !stack.isHalted());
      return left;
    }

    @Override
    protected void close() {}
  }
}
