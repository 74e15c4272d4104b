package dev.stageflow.testing;

import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What disturbed runs are compared with.
 *
 * @param run one that nothing disturbed
 * @param <O> the outputs' type
 */
record Reference<O>(RehearsedRun<O> run) {
  private static final Moment UNDISTURBED =
      new Moment("A run that nothing disturbed", new FlowTrace(List.of()));

  /** Asserts that a flow does the same each time, and closes what it opens. */
  void mustBeRepeatable(RehearsedRun<O> again) {
    String hint =
        "a flow and what its stages use must be the same before and after a run,"
            + " or be made for each run: FlowRehearsal.of(probe -> ...)";
    if (!again.gave(run.outputs())) {
      throw new Report("Two runs that nothing disturbed gave different outputs.")
          .line("one gave", Report.shown(run.outputs()))
          .line("the other one", Report.shown(again.outputs()))
          .line("hint", hint)
          .error();
    }
    if (!hasSameEffects(again)) {
      throw new Report("Two runs that nothing disturbed had different effects.")
          .line("one had", Report.shown(run.effects()))
          .line("the other one", Report.shown(again.effects()))
          .line("hint", hint)
          .error();
    }
    if (typeOf(run.failure()) != typeOf(again.failure())) {
      throw new Report("Two runs that nothing disturbed ended differently.")
          .ending("one", run)
          .ending("the other one", again)
          .line("hint", hint)
          .error();
    }
    mustHaveClosed(again.faults(), UNDISTURBED);
  }

  /** Asserts that the flow itself does not fail. */
  void mustHaveCompleted() {
    if (run.failure() != null) {
      throw UNDISTURBED.report("failed.").ending("it", run).error();
    }
  }

  /** Asserts that a run gives the same, on the same way, to the same end. */
  void mustEqual(RehearsedRun<O> other, Moment moment) {
    if (!other.gave(run.outputs())) {
      throw moment
          .where(
              moment
                  .report("gave other outputs than undisturbed.")
                  .line("expected", Report.shown(run.outputs()))
                  .line("but gave", Report.shown(other.outputs())))
          .ending("and then", other)
          .error();
    }
    if (typeOf(run.failure()) != typeOf(other.failure())) {
      throw moment
          .where(
              moment
                  .report("ended otherwise than undisturbed.")
                  .ending("but", other)
                  .ending("undisturbed", run))
          .error();
    }
    if (!hasSameEffects(other)) {
      throw moment
          .where(
              moment
                  .report("had other effects than undisturbed.")
                  .line("expected", Report.shown(run.effects()))
                  .line("but had", Report.shown(other.effects()))
                  .line(
                      "hint",
                      "a stage that pauses is called again: it must pause before it changes"
                          + " anything"))
          .error();
    }
    int parting = run.way().partsFrom(other.way());
    if (parting >= 0) {
      throw moment
          .where(
              moment
                  .report("went another way through the stages than undisturbed.")
                  .place("expected", run.way().at(parting))
                  .place("but came to", other.way().at(parting)))
          .error();
    }
  }

  /** Asserts that a run ends with an exception, and not before it was thrown. */
  void mustEndWith(Throwable failure, RehearsedRun<O> other, Moment moment) {
    if (other.failure() != failure) {
      throw moment
          .where(
              moment
                  .report("did not end with that failure.")
                  .line("expected", failure)
                  .ending("but was", other)
                  .cause(failure))
          .error();
    }
    mustBeCutShort(other, moment);
  }

  /** Asserts that a run ends because it was cancelled. */
  void mustBeCancelled(RehearsedRun<O> other, Moment moment) {
    if (other.state() != FlowRun.State.CANCELLED) {
      throw moment.where(moment.report("was not cancelled.").ending("but was", other)).error();
    }
    mustBeCutShort(other, moment);
  }

  private void mustBeCutShort(RehearsedRun<O> other, Moment moment) {
    List<O> expected = run.outputs();
    int count = other.outputs().size();
    if (count > expected.size() || !other.gave(expected.subList(0, count))) {
      throw moment
          .where(
              moment
                  .report("gave what it does not give undisturbed.")
                  .line("undisturbed", Report.shown(expected))
                  .line("but gave", Report.shown(other.outputs())))
          .error();
    }
    if (!hasEffectsOfABeginning(other)) {
      throw moment
          .where(
              moment
                  .report("had effects that it does not have undisturbed.")
                  .line("undisturbed", Report.shown(run.effects()))
                  .line("but had", Report.shown(other.effects())))
          .error();
    }
    mustHaveClosed(other.faults(), moment);
  }

  private boolean hasSameEffects(RehearsedRun<O> other) {
    return other.effects().size() == run.effects().size() && hasEffectsOfABeginning(other);
  }

  /** Returns whether a run has only done what this one did first; in flight, at any time. */
  private boolean hasEffectsOfABeginning(RehearsedRun<O> other) {
    List<Object> all = run.effects();
    List<Object> some = other.effects();
    if (!run.way().hadInFlight()) {
      return some.size() <= all.size() && some.equals(all.subList(0, some.size()));
    }
    List<Object> left = new ArrayList<>(all);
    return some.stream().allMatch(left::remove);
  }

  /** Asserts that all that was opened was closed once. */
  void mustHaveClosed(List<String> faults, Moment moment) {
    if (!faults.isEmpty()) {
      throw moment
          .where(
              moment
                  .report("did not close each thing that it opened once.")
                  .line("at its end", String.join(", ", faults)))
          .error();
    }
  }

  private static @Nullable Class<?> typeOf(@Nullable Throwable failure) {
    return failure == null ? null : failure.getClass();
  }
}
