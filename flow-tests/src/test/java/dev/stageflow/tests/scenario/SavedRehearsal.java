package dev.stageflow.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.DurableSourceFlow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.PauseFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Saves a run of a scenario's flow after each of its steps in turn. Another one, of a definition of
 * its own, goes on with what was saved, and must write what is left of the journal: before that, it
 * may call again what opens the sequences, and nothing else.
 */
final class SavedRehearsal<D, O> {
  /** Opening one source again takes a step: three levels are opened in the midst of these. */
  private static final int MOST_STEPS_TO_REOPEN = 4;

  /** A run that is saved sooner than it has opened its sources again would never end. */
  private static final int MOST_SAVES = 30;

  private static final Set<Kind> OPENING = Set.of(Kind.SEQUENCE, Kind.SUBFLOW);

  private final Function<Journal, D> definition;
  private final Scenario.Candidate<D, Subject<O>> candidate;
  private final List<String> expected;

  /** What is called again where a run goes on within: sequences and subflows. */
  private final Set<String> opening;

  /** The names of what these write as they are walked. */
  private final Set<String> walking;

  private SavedRehearsal(
      Function<Journal, D> definition,
      Scenario.Candidate<D, Subject<O>> candidate,
      List<String> expected,
      Set<String> walking) {
    this.definition = definition;
    this.candidate = candidate;
    this.expected = expected;
    this.walking = walking;
    opening =
        flow(Scenario.undisturbed()).describe().stages().stream()
            .filter(stage -> OPENING.contains(stage.kind()))
            .map(FlowDescription.Stage::name)
            .collect(Collectors.toSet());
  }

  static <D, O> Stream<DynamicTest> tests(
      Function<Journal, D> definition,
      Scenario.Candidate<D, Subject<O>> candidate,
      List<String> expected,
      Set<String> walking) {
    return Stream.of(
        DynamicTest.dynamicTest(
            "after each step",
            () ->
                new SavedRehearsal<>(definition, candidate, expected, walking)
                    .afterEachStep(() -> Disturbance.NONE)),
        DynamicTest.dynamicTest(
            "after each step and pause",
            () ->
                new SavedRehearsal<>(definition, candidate, expected, walking)
                    .afterEachStep(() -> Disturbance.pauseEverywhere(1, PauseFlow::now))),
        DynamicTest.dynamicTest(
            "again and again",
            () -> new SavedRehearsal<>(definition, candidate, expected, walking).againAndAgain()));
  }

  private void afterEachStep(Supplier<Disturbance> disturbances) throws Exception {
    for (int steps = 0; isSaved(disturbances, steps); steps++) {
      for (int further = 1; further <= MOST_STEPS_TO_REOPEN; further++) {
        boolean unused = isSaved(disturbances, steps, further);
      }
    }
  }

  private void againAndAgain() throws Exception {
    int[] steps = new int[MOST_SAVES];
    Arrays.fill(steps, 3 * MOST_STEPS_TO_REOPEN);
    for (int first = 0; first < 3 * MOST_STEPS_TO_REOPEN; first++) {
      steps[0] = first;
      boolean unused = isSaved(() -> Disturbance.NONE, steps);
    }
  }

  /**
   * Saves a run, and then those that go on with it.
   *
   * @param steps after how many steps each of them is saved; the one after them goes to its end
   * @return false if the first ends before
   */
  private boolean isSaved(Supplier<Disturbance> disturbances, int... steps) throws Exception {
    String moment = "saved each time after so many steps: " + Arrays.toString(steps);
    Journal journal = new Journal(disturbances.get());
    SavedPart part = SavedPart.begin(flow(journal), journal);
    List<String> earlier = new ArrayList<>();
    Set<Integer> places = Set.of(0);
    int saves = 0;
    while (part.advance(saves < steps.length ? steps[saves] : Integer.MAX_VALUE)) {
      saves++;
      places = placesAfter(part, places, moment);
      earlier.addAll(part.entries());
      journal = new Journal(disturbances.get(), List.copyOf(earlier));
      part = SavedPart.restore(stop(part, moment), flow(journal), journal);
    }
    assertThat(placesAfter(part, places, moment)).contains(expected.size());
    assertThat(part.openings()).noneMatch(Opening::isOpen);
    return saves > 0;
  }

  /**
   * Returns up to where in the expected journal a run may have come, that has written some entries.
   * There are several where a sequence that is opened again might be the next to be opened as well.
   *
   * @param places where it may have gone on
   */
  private Set<Integer> placesAfter(SavedPart part, Set<Integer> places, String moment) {
    List<String> entries = part.entries();
    Set<Integer> after = new TreeSet<>();
    for (int place : places) {
      for (int i = 0; i <= entries.size(); i++) {
        int end = place + entries.size() - i;
        if (end <= expected.size()
            && expected.subList(place, end).equals(entries.subList(i, entries.size()))
            && mayComeAgain(entries.subList(0, i), place, part)) {
          after.add(end);
        }
      }
    }
    assertThat(after)
        .as("%s, in %s it went on with %s at one of %s", moment, expected, entries, places)
        .isNotEmpty();
    return after;
  }

  /**
   * Returns whether this may be written before a run goes on at a place: what opens sequences that
   * were open there, and then the call that has just failed, with that of its recovery if its
   * output is still to come. Failures are not saved.
   */
  private boolean mayComeAgain(List<String> entries, int place, SavedPart part) {
    List<String> before = expected.subList(0, place);
    List<String> last = before.subList(Math.max(0, place - 2), place);
    for (int i = 0; i <= Math.min(2, entries.size()); i++) {
      int end = entries.size() - i;
      boolean isFailed = i == 0 || part.mended().contains(entries.get(end));
      if (isFailed
          && isOpening(entries.subList(0, end), before, part)
          && Collections.indexOfSubList(last, entries.subList(end, entries.size())) >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isOpening(List<String> entries, List<String> before, SavedPart part) {
    Set<String> failing = failing(part.mended());
    List<String> open = open(before);
    Iterator<String> earlier = before.iterator();
    for (String entry : entries) {
      if (!walking.contains(nameOf(entry)) && !failing.contains(entry) && !open.contains(entry)) {
        return false;
      }
      do {
        if (!earlier.hasNext()) {
          return false;
        }
      } while (!earlier.next().equals(entry));
    }
    return true;
  }

  /** What opens and closes sources that are to fail again, so that a recovery goes on. */
  private Set<String> failing(Set<String> mended) {
    Set<String> failing = new HashSet<>();
    for (String entry : mended) {
      if (opening.contains(nameOf(entry))) {
        failing.add(entry);
        failing.add("close(" + nameOf(entry) + ")");
      }
    }
    return failing;
  }

  /**
   * Returns what has opened something that is still open: outermost first, also where a flow runs
   * within itself. What tells of no end has ended when it is called again, unless something else is
   * open within.
   */
  private List<String> open(List<String> before) {
    List<String> open = new ArrayList<>();
    for (String entry : before) {
      String name = nameOf(entry);
      int closed = entry.equals("close(" + nameIn(entry) + ")") ? last(nameIn(entry), open) : -1;
      if (closed >= 0) {
        open.subList(closed, open.size()).clear();
      } else if (tellsItsEnd(name) || opening.contains(name)) {
        int same = tellsItsEnd(name) ? -1 : last(name, open);
        if (same >= 0
            && open.subList(same, open.size()).stream().noneMatch(it -> tellsItsEnd(nameOf(it)))) {
          open.subList(same, open.size()).clear();
        }
        open.add(entry);
      }
    }
    return open;
  }

  private boolean tellsItsEnd(String name) {
    return expected.contains("close(" + name + ")");
  }

  private static int last(String name, List<String> entries) {
    int last = entries.size() - 1;
    while (last >= 0 && !nameOf(entries.get(last)).equals(name)) {
      last--;
    }
    return last;
  }

  /** Saves a run and ends it: all that is open is closed, innermost first. */
  private static byte[] stop(SavedPart part, String moment) throws Exception {
    List<String> entries = new ArrayList<>(part.entries());
    for (int i = part.openings().size() - 1; i >= 0; i--) {
      if (part.openings().get(i).isOpen()) {
        entries.add("close(" + part.openings().get(i).name() + ")");
      }
    }
    byte[] saved = part.stop();
    assertThat(part.entries()).as("%s, and cancelled", moment).isEqualTo(entries);
    return saved;
  }

  private DurableSourceFlow<O> flow(Journal journal) {
    return candidate
        .make()
        .apply(definition.apply(journal))
        .durable()
        .orElseThrow(
            () ->
                new AssertionError(
                    "the definition is not durable: make it so, or tell why not by notSaved(..)"));
  }

  private static String nameOf(String entry) {
    int end = entry.indexOf('(');
    return end < 0 ? entry : entry.substring(0, end);
  }

  private static String nameIn(String entry) {
    int begin = entry.indexOf('(');
    return begin < 0 ? "" : entry.substring(begin + 1, entry.length() - 1);
  }
}
