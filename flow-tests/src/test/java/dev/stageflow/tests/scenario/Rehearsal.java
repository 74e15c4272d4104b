package dev.stageflow.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Runs one flow of a scenario in all ways, and disturbs it at every entry of its journal in turn.
 */
final class Rehearsal<D, O> {
  private final Function<Journal, D> definition;
  private final Scenario.Candidate<D, Subject<O>> candidate;
  private final List<String> expected;

  /** The entries before the one that tells how the run ended. */
  private final List<String> calls;

  Rehearsal(
      Function<Journal, D> definition,
      Scenario.Candidate<D, Subject<O>> candidate,
      List<String> expected) {
    this.definition = definition;
    this.candidate = candidate;
    this.expected = expected;
    this.calls = expected.subList(0, expected.size() - 1);
  }

  Stream<DynamicNode> tests() {
    return Arrays.stream(Drive.values())
        .map(
            drive ->
                DynamicContainer.dynamicContainer(candidate.name() + ", " + drive, tests(drive)));
  }

  private Stream<DynamicTest> tests(Drive drive) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest("undisturbed", () -> undisturbed(drive)));
    tests.add(DynamicTest.dynamicTest("paused at each call", () -> pausedAtEachCall(drive)));
    tests.add(DynamicTest.dynamicTest("paused everywhere", () -> pausedEverywhere(drive)));
    if (expected.get(calls.size()).equals("end")) {
      tests.add(DynamicTest.dynamicTest("failing at each call", () -> failingAtEachCall(drive)));
      if (drive.canCancel()) {
        tests.add(DynamicTest.dynamicTest("cancelled within", () -> cancelledWithin(drive)));
        tests.add(DynamicTest.dynamicTest("drained within", () -> drainedWithin(drive)));
      }
      if (drive.isOnLoop()) {
        tests.add(DynamicTest.dynamicTest("cancelled outside", () -> cancelledOutside(drive)));
        tests.add(DynamicTest.dynamicTest("stopped within", () -> stoppedWithin(drive)));
      }
    }
    return tests.stream();
  }

  private void undisturbed(Drive drive) {
    assertThat(play(drive, Disturbance.NONE).entries()).isEqualTo(expected);
  }

  private void pausedAtEachCall(Drive drive) {
    for (int i = 0; i < calls.size(); i++) {
      assertThat(play(drive, Disturbance.pauseAt(i, drive::pause)).entries())
          .as("paused once at %s", at(i))
          .isEqualTo(expected);
    }
  }

  private void pausedEverywhere(Drive drive) {
    assertThat(play(drive, Disturbance.pauseEverywhere(2, drive::pause)).entries())
        .isEqualTo(expected);
  }

  private void failingAtEachCall(Drive drive) {
    Journal whole = play(drive, Disturbance.NONE);
    for (int i = 0; i < calls.size(); i++) {
      // A call that fails gives no source.
      assertThat(play(drive, Disturbance.failAt(i)).entries())
          .as("failing at %s", at(i))
          .isEqualTo(
              whole.survivals().contains(i)
                  ? expected
                  : cutShort(i + 1, whole.openings(), i, "failed(InjectedFailure)"));
    }
  }

  private void cancelledWithin(Drive drive) {
    List<Opening> openings = play(drive, Disturbance.NONE).openings();
    for (int i = 0; i < calls.size(); i++) {
      assertThat(play(drive, Disturbance.tellAt(i, FlowRun::cancel)).entries())
          .as("cancelled at %s", at(i))
          .isEqualTo(cutShort(i + 1, openings, i + 1, "cancelled"));
    }
  }

  /** What a drained run does depends on where it is; but it ends well, and leaves nothing open. */
  private void drainedWithin(Drive drive) {
    for (int i = 0; i < calls.size(); i++) {
      Journal journal = play(drive, Disturbance.tellAt(i, FlowRun::drain));
      assertThat(journal.entries())
          .as("drained at %s", at(i))
          .startsWith(calls.subList(0, i + 1).toArray(String[]::new))
          .endsWith("end");
      int end = journal.entries().size();
      assertThat(journal.openings())
          .as("drained at %s", at(i))
          .noneMatch(opening -> opening.isOpenBefore(end));
    }
  }

  private void cancelledOutside(Drive drive) {
    List<Opening> openings = play(drive, Disturbance.NONE).openings();
    for (int slices = 1; slices <= calls.size(); slices++) {
      Journal journal = play(drive, Disturbance.cancelAfter(slices));
      int reached = journal.interruptedAt();
      if (reached < 0 || reached == calls.size()) {
        return;
      }
      assertThat(journal.entries())
          .as("cancelled after %d slices", slices)
          .isEqualTo(cutShort(reached, openings, reached, "cancelled"));
    }
  }

  private void stoppedWithin(Drive drive) {
    for (int i = 0; i < calls.size(); i++) {
      Journal journal = play(drive, Disturbance.tellAt(i, FlowRun::pause));
      int reached = journal.interruptedAt();
      if (i < calls.size() - 1) {
        assertThat(reached).as("calls until it stopped at %s", at(i)).isGreaterThan(i);
        // A source whose end was just found may be closed: that calls no stage.
        assertThat(calls.subList(i + 1, reached))
            .as("called although stopped at %s", at(i))
            .allMatch(call -> call.startsWith("close("));
      }
      assertThat(journal.entries()).as("stopped and resumed at %s", at(i)).isEqualTo(expected);
    }
  }

  /** Returns the journal of a run that ended early: all that is open is closed, innermost first. */
  private List<String> cutShort(int count, List<Opening> openings, int moment, String ending) {
    List<String> entries = new ArrayList<>(calls.subList(0, count));
    for (int i = openings.size() - 1; i >= 0; i--) {
      if (openings.get(i).isOpenBefore(moment) && openings.get(i).isOpenBefore(count)) {
        entries.add("close(" + openings.get(i).name() + ")");
      }
    }
    entries.add(ending);
    return entries;
  }

  private String at(int index) {
    return calls.get(index) + ", the call at index " + index;
  }

  private Journal play(Drive drive, Disturbance disturbance) {
    Journal journal = new Journal(disturbance);
    Subject<O> flow = candidate.make().apply(definition.apply(journal));
    try {
      drive.run(flow, journal);
      journal.end(null);
    } catch (Exception failure) {
      journal.end(failure);
    }
    return journal;
  }
}
