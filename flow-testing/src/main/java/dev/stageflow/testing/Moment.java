package dev.stageflow.testing;

import dev.stageflow.FlowTrace;
import java.util.List;

/**
 * When a run was disturbed, and how.
 *
 * @param run the run, as the beginning of a sentence
 * @param place where it was; nowhere if that is not known, or it had not begun
 */
record Moment(String run, FlowTrace place) {

  /** After some of its steps. */
  static Moment afterStep(String disturbed, int step, Way way) {
    String when = step == 0 ? "before its first step" : "after step " + step;
    return new Moment("A run that was " + disturbed + " " + when, way.last());
  }

  /** At a place that one of the test's stand-ins has marked. */
  static Moment at(String disturbed, String where) {
    return new Moment("A run that was " + disturbed + " in " + where, new FlowTrace(List.of()));
  }

  /** Begins to tell what is wrong with the run. */
  Report report(String predicate) {
    return new Report(run + " " + predicate);
  }

  /** Adds where it was, if that is known. */
  Report where(Report report) {
    return place.levels().isEmpty() ? report : report.place("disturbed at", place);
  }
}
