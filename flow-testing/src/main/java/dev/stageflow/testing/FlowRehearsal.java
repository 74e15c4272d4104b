package dev.stageflow.testing;

import dev.stageflow.Flow;
import dev.stageflow.SourceFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a flow again and again, and disturbs it at each of its steps: what it gives must stay the
 * same, and what it opens must be closed.
 *
 * <pre>{@code
 * FlowRehearsal.of(probe -> OrderReportFlow.of(new OrderReport(new FakePrices(probe))).bind(customer))
 *     .gives("7: 12.00", "9: 3.50")
 *     .pausedEverywhere()
 *     .interleavedEverywhere()
 *     .failedEverywhere()
 *     .cancelledEverywhere()
 *     .savedEverywhere();
 * }</pre>
 *
 * <p>A run is made in the smallest steps there are, in each of which one stage is called at most,
 * on a {@link TestLoop} of its own: where the flow waits for a time, that time passes at once;
 * tunnelled stages run on the test's thread. Where it waits for another thread, so does the test,
 * for ten seconds; a flow that asks again and again for what does not come is given up after ten
 * seconds too.
 *
 * <p>The number of steps, each of which takes one run or two, is about that of the calls that the
 * stages get: a small input shows as much as a large one. Used by one thread at a time.
 *
 * @param <O> the outputs' type; they are compared by {@code equals}, arrays by what they hold
 */
public final class FlowRehearsal<O> {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Opening one source again takes a step, so that three levels are opened in the midst of these.
   */
  private static final int MOST_STEPS_TO_REOPEN = 4;

  private final Function<? super Probe, ? extends SourceFlow<O>> maker;
  private final Duration maxWait;

  /** The run that nothing disturbs; null until it was made. */
  private @Nullable RehearsedRun<O> undisturbed;

  FlowRehearsal(Function<? super Probe, ? extends SourceFlow<O>> maker, Duration maxWait) {
    this.maker = Objects.requireNonNull(maker, "maker");
    this.maxWait = maxWait;
  }

  /**
   * Rehearses a flow with an input. All runs share them, so both must be as after a run as before.
   *
   * @param flow the flow
   * @param input its input
   * @param <I> the input's type
   * @param <O> the outputs' type
   * @return the rehearsal
   */
  public static <I, O> FlowRehearsal<O> of(Flow<I, O> flow, I input) {
    return of(flow.bind(input));
  }

  /**
   * Rehearses a flow that needs no input. All runs share it.
   *
   * @param flow the flow
   * @param <O> the outputs' type
   * @return the rehearsal
   */
  public static <O> FlowRehearsal<O> of(SourceFlow<O> flow) {
    Objects.requireNonNull(flow, "flow");
    return of(probe -> flow);
  }

  /**
   * Rehearses flows that are made for each run, with stand-ins that know the run's probe.
   *
   * @param maker makes a flow, its {@linkplain Flow#bind input bound}
   * @param <O> the outputs' type
   * @return the rehearsal
   */
  public static <O> FlowRehearsal<O> of(Function<? super Probe, ? extends SourceFlow<O>> maker) {
    return new FlowRehearsal<>(maker, DEFAULT_TIMEOUT);
  }

  /**
   * Asserts that the flow completes and gives these outputs, in this order.
   *
   * @param outputs the outputs; none if there are to be none
   * @return this
   * @throws AssertionError if it fails or gives others
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final FlowRehearsal<O> gives(O... outputs) {
    List<O> expected = Arrays.asList(outputs);
    RehearsedRun<O> run = undisturbed();
    if (run.failure() != null || !run.gave(expected)) {
      throw new Report(
              run.failure() == null ? "The outputs are not as expected." : "The run failed.")
          .line("expected", Report.shown(expected))
          .line("but gave", Report.shown(run.outputs()))
          .ending("and then", run)
          .error();
    }
    return this;
  }

  /**
   * Asserts that the flow fails.
   *
   * @param type the exception's class, or a superclass
   * @param <X> the exception's type
   * @return how it failed, for closer looks
   * @throws AssertionError if it completes, or fails with another exception
   */
  public <X extends Throwable> FlowFailure<X> failsWith(Class<X> type) {
    RehearsedRun<O> run = undisturbed();
    if (!type.isInstance(run.failure())) {
      throw new Report("The run did not fail as expected.")
          .line("expected", type.getName())
          .ending("but was", run)
          .line("it gave", Report.shown(run.outputs()))
          .error();
    }
    return new FlowFailure<>(type.cast(run.failure()), run.way().last());
  }

  /**
   * Returns what the flow gives when nothing disturbs it, for assertions of one's own.
   *
   * @return its outputs, in order; those before the failure, if it fails
   */
  public List<O> outputs() {
    return undisturbed().outputs();
  }

  /**
   * Returns the {@linkplain Probe#effect effects} that the flow has when nothing disturbs it, for
   * assertions of one's own.
   *
   * @return what its stand-ins have recorded, in order
   */
  public List<Object> effects() {
    return undisturbed().effects();
  }

  /**
   * Pauses a run before each of its steps in turn, and resumes it; and has each {@link
   * Probe#mayPause()} pause in turn, that of the sink included. Asserts that each of these runs
   * gives the outputs that it gives undisturbed, has the same {@linkplain Probe#effect effects},
   * goes the same way through the stages, ends as it does, and closes what it opened.
   *
   * @return this
   * @throws AssertionError if a run does not
   */
  public FlowRehearsal<O> pausedEverywhere() {
    Reference<O> reference = reference();
    for (int step = 0; ; step++) {
      RehearsedRun<O> run = begin(new Probe(Disturbance.NONE));
      if (!run.advance(step)) {
        break;
      }
      Moment moment = Moment.afterStep("paused", step, run.way());
      run.hold();
      run.resume();
      run.finish();
      reference.mustEqual(run, moment);
      reference.mustHaveClosed(run.faults(), moment);
    }
    for (int place = 0; ; place++) {
      Probe probe = new Probe(Disturbance.pauseAt(place));
      RehearsedRun<O> run = begin(probe).finish();
      String struck = probe.struck();
      if (struck == null) {
        return this;
      }
      Moment moment = Moment.at("paused", struck);
      reference.mustEqual(run, moment);
      reference.mustHaveClosed(run.faults(), moment);
    }
  }

  /**
   * Pauses a run before each of its steps in turn, and has a second run of the same flow go all its
   * way meanwhile. Asserts that both give the outputs that a run gives undisturbed, have the same
   * effects, and close what they opened: a definition, which serves all runs, holds nothing of a
   * run.
   *
   * @return this
   * @throws AssertionError if one of them does not
   */
  public FlowRehearsal<O> interleavedEverywhere() {
    Reference<O> reference = reference();
    for (int step = 0; ; step++) {
      Probe probe = new Probe(Disturbance.NONE);
      SourceFlow<O> flow = maker.apply(probe);
      TestLoop loop = new TestLoop(maxWait);
      RehearsedRun<O> held = new RehearsedRun<>(flow, probe, loop);
      if (!held.advance(step)) {
        return this;
      }
      Moment moment = Moment.afterStep("paused, while another one was made,", step, held.way());
      held.hold();
      int begun = probe.effects().size();
      RehearsedRun<O> other = new RehearsedRun<>(flow, probe, loop).finish();
      int ended = probe.effects().size();
      held.resume();
      held.finish();
      List<Object> effects = new ArrayList<>(probe.effects());
      List<Object> between = effects.subList(begun, ended);
      other.hasDone(List.copyOf(between));
      between.clear();
      held.hasDone(effects);
      reference.mustEqual(held, moment);
      reference.mustEqual(
          other, Moment.afterStep("made while another one was paused", step, held.way()));
      reference.mustHaveClosed(probe.faults(), moment);
    }
  }

  /**
   * Has a run fail after each of its steps in turn, as if the stage that is next had failed; and
   * has each {@link Probe#mayFail} fail in turn, that of the sink included. Asserts that each of
   * these runs ends with that very exception, gives nothing and has no effect that it does not give
   * and have undisturbed, and closes what it opened, each once.
   *
   * @return this
   * @throws AssertionError if a run does not, or fails undisturbed
   */
  public FlowRehearsal<O> failedEverywhere() {
    Reference<O> reference = completedReference();
    for (int step = 0; ; step++) {
      TestLoop loop = new TestLoop(maxWait);
      Probe probe = new Probe(Disturbance.NONE);
      RehearsedRun<O> run = new RehearsedRun<>(maker.apply(probe), probe, loop);
      if (!run.advance(step)) {
        break;
      }
      // A run whose next slice is rejected ends there, as it does where a stage fails.
      InjectedFailure failure = new InjectedFailure();
      loop.rejectNext(failure);
      run.finish();
      if (run.failure() == null) {
        break;
      }
      reference.mustEndWith(failure, run, Moment.afterStep("made to fail", step + 1, run.way()));
    }
    for (int place = 0; ; place++) {
      Probe probe = new Probe(Disturbance.failAt(place));
      RehearsedRun<O> run = begin(probe).finish();
      Throwable failure = probe.failure();
      if (failure == null) {
        return this;
      }
      reference.mustEndWith(
          failure, run, Moment.at("made to fail", String.valueOf(probe.struck())));
    }
  }

  /**
   * Cancels a run after each of its steps in turn. Asserts that each of these runs is cancelled,
   * gives nothing and has no effect that it does not give and have undisturbed, and closes what it
   * opened, each once.
   *
   * @return this
   * @throws AssertionError if a run does not, or fails undisturbed
   */
  public FlowRehearsal<O> cancelledEverywhere() {
    Reference<O> reference = completedReference();
    for (int step = 0; ; step++) {
      RehearsedRun<O> run = begin(new Probe(Disturbance.NONE));
      if (!run.advance(step)) {
        return this;
      }
      Moment moment = Moment.afterStep("cancelled", step, run.way());
      run.cancel();
      run.finish();
      reference.mustBeCancelled(run, moment);
    }
  }

  /**
   * Saves a run after each of its steps in turn, and lets another one, of a flow made for it, go on
   * with what was saved; and again, saving that one as well while it is still opening its sources
   * again. Asserts that together they give the outputs that a run gives undisturbed, and close what
   * they opened.
   *
   * <p>The flow is a {@linkplain dev.stageflow.DurableFlow durable} one. Effects are not compared:
   * what a run waits for when it is saved is called again.
   *
   * @return this
   * @throws AssertionError if they do not, the flow is not durable, or fails undisturbed
   */
  public FlowRehearsal<O> savedEverywhere() {
    completedReference();
    SavedRehearsal<O> rehearsal = new SavedRehearsal<>(maker, maxWait, undisturbed().outputs());
    for (int step = 0; rehearsal.savedAfter(step, 0); step++) {
      for (int further = 1; further <= MOST_STEPS_TO_REOPEN; further++) {
        boolean unused = rehearsal.savedAfter(step, further);
      }
    }
    return this;
  }

  private RehearsedRun<O> begin(Probe probe) {
    return new RehearsedRun<>(maker.apply(probe), probe, new TestLoop(maxWait));
  }

  private RehearsedRun<O> undisturbed() {
    RehearsedRun<O> run = undisturbed;
    if (run == null) {
      run = begin(new Probe(Disturbance.NONE)).finish();
      undisturbed = run;
    }
    return run;
  }

  private Reference<O> reference() {
    Reference<O> reference = new Reference<>(undisturbed());
    reference.mustBeRepeatable(begin(new Probe(Disturbance.NONE)).finish());
    return reference;
  }

  private Reference<O> completedReference() {
    Reference<O> reference = reference();
    reference.mustHaveCompleted();
    return reference;
  }
}
