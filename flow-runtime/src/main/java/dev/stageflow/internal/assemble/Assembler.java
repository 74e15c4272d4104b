package dev.stageflow.internal.assemble;

import dev.stageflow.internal.interpreter.Handed;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.Program;
import dev.stageflow.internal.interpreter.StageInstruction;
import dev.stageflow.internal.interpreter.instruction.ActionInstruction;
import dev.stageflow.internal.interpreter.instruction.BreakInstruction;
import dev.stageflow.internal.interpreter.instruction.CallInstruction;
import dev.stageflow.internal.interpreter.instruction.EmitInstruction;
import dev.stageflow.internal.interpreter.instruction.EnterInstruction;
import dev.stageflow.internal.interpreter.instruction.EnterTailInstruction;
import dev.stageflow.internal.interpreter.instruction.FilterInstruction;
import dev.stageflow.internal.interpreter.instruction.ForgetInstruction;
import dev.stageflow.internal.interpreter.instruction.GuardedInstruction;
import dev.stageflow.internal.interpreter.instruction.LandingInstruction;
import dev.stageflow.internal.interpreter.instruction.OutputInstruction;
import dev.stageflow.internal.interpreter.instruction.SubflowInstruction;
import dev.stageflow.internal.interpreter.instruction.context.AddInstruction;
import dev.stageflow.internal.interpreter.instruction.context.FinishInstruction;
import dev.stageflow.internal.interpreter.instruction.context.FullInstruction;
import dev.stageflow.internal.interpreter.instruction.context.KeepInstruction;
import dev.stageflow.internal.interpreter.instruction.context.KeyInstruction;
import dev.stageflow.internal.interpreter.instruction.context.OpenGroupInstruction;
import dev.stageflow.internal.interpreter.instruction.context.OpenInstruction;
import dev.stageflow.internal.interpreter.instruction.parallel.AheadInstruction;
import dev.stageflow.internal.interpreter.instruction.parallel.AwaitInstruction;
import dev.stageflow.internal.interpreter.instruction.parallel.ForkInstruction;
import dev.stageflow.internal.interpreter.instruction.parallel.JoinInstruction;
import dev.stageflow.internal.interpreter.instruction.parallel.ReleaseInstruction;
import dev.stageflow.internal.interpreter.instruction.parallel.StartInstruction;
import dev.stageflow.internal.interpreter.instruction.parallel.Started;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Joins;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Lifetimes;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.plan.Waypoints;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Chain;
import dev.stageflow.internal.stage.Guard;
import dev.stageflow.internal.stage.Parallel;
import dev.stageflow.internal.stage.Stage;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Turns a plan into what frames follow: each step becomes an instruction that has the user's
 * function and knows what comes next.
 */
final class Assembler {
  private final List<Stage> stages;
  private final FlowPlan plan;
  private final Places places;
  private final Lifetimes lifetimes;
  private final Joins joins;

  private Assembler(Chain chain, FlowPlan plan) {
    this.stages = chain.stages();
    this.plan = plan;
    places = new Places(chain, plan);
    lifetimes = new Lifetimes(plan, places::read);
    joins = new Joins(plan, places::read);
    plan.levels().stream()
        .filter(FlowPlan::carries)
        .forEach(level -> places.carry(level, lifetimes.carried(level)));
  }

  /**
   * Makes the program of a flow.
   *
   * @throws IllegalStateException if a key names no value in scope, or a fork is taken by no stage
   */
  static Program assemble(Chain chain, FlowPlan plan) {
    Assembler assembler = new Assembler(chain, plan);
    assembler.requireForksTaken();
    return new Program(
        plan.levels().stream().map(assembler::code).toList(),
        assembler.places.accumulates().stream().map(assembler::gathering).toList(),
        assembler.places.count(),
        chain.site());
  }

  private void requireForksTaken() {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).kind() == Element.Kind.FORK && !places.isKept(i)) {
        throw new IllegalStateException(
            "no later stage takes what the fork '"
                + plan.name(i)
                + "' gives: name it by a key that one takes, or leave it out");
      }
    }
  }

  private Program.Gathering gathering(int accumulate) {
    return new Program.Gathering(
        plan.name(accumulate),
        (Stage.Accumulate) stages.get(accumulate),
        places.ofBucket(accumulate),
        plan.flushLevel(accumulate));
  }

  private Program.Code code(Level level) {
    List<Step> steps = level.steps();
    List<Waypoint> waypoints = Waypoints.of(plan, level);
    Instruction[] way = new Instruction[steps.size() + 1];
    List<Set<Integer>> unread = lifetimes.unread(level, steps);
    List<Set<Integer>> joined = joins.of(level, steps);
    way[steps.size()] = forgetting(level, unread.get(steps.size()), Instruction.END);
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      Instruction next = way[i + 1];
      if (i % LandingInstruction.STEPS == LandingInstruction.STEPS - 1) {
        next = new LandingInstruction(next);
      }
      way[i] =
          forgetting(
              level,
              unread.get(i),
              awaiting(
                  level,
                  step,
                  waypoints.get(i),
                  joining(
                      joined.get(i),
                      waypoints.get(i),
                      instruction(
                          level,
                          step,
                          waypoints.get(i),
                          waypoints.get(i + 1),
                          next,
                          way[step.end()]),
                      step.isHook() ? next : way[step.end()])));
    }
    return new Program.Code(
        plan.name(level.element()),
        level.parent(),
        source(level),
        takesNothing(level) ? way[0] : keeping(level.element(), way[0]),
        waypoints.get(steps.size()),
        places.owned(level.index()),
        accumulators(
            places.accumulates().stream()
                .filter(accumulate -> plan.bucketLevel(accumulate) == level.index())
                .toList()));
  }

  private static boolean takesNothing(Level level) {
    return switch (level.kind()) {
      case AHEAD, FLUSH, GROUP -> true;
      case RUN, SEQUENCE, SUBFLOW, TAIL, PARALLEL -> false;
    };
  }

  private Program.SourceKind source(Level level) {
    if (level.kind() == Level.Kind.AHEAD) {
      return Program.SourceKind.AHEAD;
    }
    if (level.kind() == Level.Kind.PARALLEL) {
      return Program.SourceKind.FLOW_ITERATOR;
    }
    if (level.kind() != Level.Kind.SEQUENCE) {
      return Program.SourceKind.SINGLE;
    }
    Stage.Sequence sequence = (Stage.Sequence) stages.get(level.element());
    return sequence.isOpened() ? Program.SourceKind.FLOW_ITERATOR : Program.SourceKind.ITERABLE;
  }

  /** Has a step wait for what was started before it in parallel stages. */
  private Instruction awaiting(Level level, Step step, Waypoint waypoint, Instruction instruction) {
    int[] windows = plan.awaitedBy(level, step).stream().mapToInt(plan::windowLevel).toArray();
    return windows.length == 0 ? instruction : new AwaitInstruction(waypoint, windows, instruction);
  }

  /** Has a step wait for the forks whose values it takes. */
  private static Instruction joining(
      Set<Integer> forks, Waypoint waypoint, Instruction instruction, Instruction end) {
    int[] taken = forks.stream().mapToInt(Places::of).toArray();
    return taken.length == 0 ? instruction : new JoinInstruction(waypoint, taken, instruction, end);
  }

  private Instruction instruction(
      Level level,
      Step step,
      Waypoint waypoint,
      Waypoint following,
      Instruction next,
      Instruction end) {
    int element = step.element();
    Call call = Call.of(step, stages);
    Handed with = places.handedTo(step, level.index());
    return switch (step.kind()) {
      case KEY ->
          new KeyInstruction(
              waypoint,
              Objects.requireNonNull(((Stage.Context) stages.get(element)).by()),
              places.ofKey(element),
              next,
              end);
      case BREAK -> new BreakInstruction(waypoint, places.ofKey(element), step.level(), next);
      case OPEN -> opening(element, waypoint, next);
      case CALL ->
          guarded(
              step, new CallInstruction(waypoint, call, with, true, keeping(element, next), end));
      case FORK ->
          new ForkInstruction(waypoint, started(element, call, with), Places.of(element), next);
      case RELEASE -> new ReleaseInstruction(waypoint, next);
      case CONSUME ->
          guarded(step, new CallInstruction(waypoint, call, with, false, Instruction.END, end));
      case FILTER ->
          guarded(step, new FilterInstruction(waypoint, call, with, next, end, left(element)));
      case ENTER -> enter(step, with, waypoint, following, call, next, end);
      case SUBFLOW -> {
        SubflowInstruction subflow =
            new SubflowInstruction(waypoint, call, with, step.level(), next, end);
        Guard guard = guard(step);
        yield guard.timeout() == null
            ? GuardedInstruction.of(guard, subflow)
            : GuardedInstruction.of(guard, subflow, following, next);
      }
      case AHEAD -> {
        Level values = plan.levels().get(plan.windowLevel(element));
        yield new AheadInstruction(
            waypoint,
            parallel(element),
            step.level(),
            values.index(),
            places.carried(values),
            next);
      }
      case START -> {
        Level values = plan.levels().get(step.level());
        yield new StartInstruction(
            waypoint,
            started(element, call, with),
            parallel(element).key(),
            values.index(),
            places.carried(values).from(),
            stages.get(element) instanceof Stage.Subflow,
            end);
      }
      case OPENED, FINISHED, FLUSH, CLOSE ->
          new ActionInstruction(
              waypoint, plan.name(element), Stage.Hook.of(step, stages), with, next);
      case ADD -> guarded(step, new AddInstruction(waypoint, accumulator(element), next, end));
      case FULL -> new FullInstruction(waypoint, accumulator(element), next, end);
      case PASS ->
          new FinishInstruction(waypoint, accumulator(element), true, tail(step, next), end);
      case FINISH ->
          new FinishInstruction(waypoint, accumulator(element), false, tail(step, next), end);
      case OUTPUT -> new OutputInstruction(waypoint, (Stage.Output) stages.get(element), next);
      case EMIT -> new EmitInstruction(waypoint, next);
    };
  }

  private Instruction opening(int context, Waypoint waypoint, Instruction next) {
    Instruction open =
        new OpenInstruction(waypoint, accumulators(plan.accumulatesIn(context)), next);
    if (!plan.isGroup(context)) {
      return open;
    }
    Level group = plan.levels().get(plan.groupLevel(context));
    return new OpenGroupInstruction(waypoint, places.ofKey(context), places.carried(group), open);
  }

  private Started.StartedStage started(int element, Call call, Handed with) {
    return new Started.StartedStage(
        plan.name(element),
        call,
        with,
        ((Stage.Guarded) stages.get(element)).guard(),
        plan.elements().get(element).kind() != Element.Kind.CONSUMER,
        plan.name(plan.itemOf(element)));
  }

  private Parallel parallel(int element) {
    return Objects.requireNonNull(((Stage.Parallelizable) stages.get(element)).parallel());
  }

  /** The levels that a filter leaves where it drops an item. */
  private int[] left(int filter) {
    String ended = ((Stage.Single) stages.get(filter)).ends();
    if (ended == null) {
      return new int[0];
    }
    for (int sequence : plan.endedBy(filter)) {
      if (plan.name(sequence).equals(ended)) {
        return plan.leftBy(filter, sequence).stream().mapToInt(level -> level).toArray();
      }
    }
    throw new IllegalStateException(
        "the filter '"
            + plan.name(filter)
            + "' ends '"
            + ended
            + "', which is no sequence around it");
  }

  private Instruction guarded(Step step, StageInstruction instruction) {
    return GuardedInstruction.of(guard(step), instruction);
  }

  private Guard guard(Step step) {
    return ((Stage.Guarded) stages.get(step.element())).guard();
  }

  private Instruction enter(
      Step step,
      Handed with,
      Waypoint waypoint,
      Waypoint following,
      Call call,
      Instruction next,
      Instruction end) {
    Stage.Sequence sequence = (Stage.Sequence) stages.get(step.element());
    Guard guard = sequence.guard();
    if (guard.isNone()) {
      return new EnterInstruction(waypoint, call, with, step.level(), next, end);
    }
    Call opened = sequence.call().mode() == Call.Mode.TUNNELLED ? call : call.opened();
    return GuardedInstruction.of(
        guard.opening(),
        new EnterInstruction(waypoint, opened, with, step.level(), next, end),
        following,
        next);
  }

  private Instruction tail(Step step, Instruction next) {
    return step.entersLevel()
        ? new EnterTailInstruction(step.level(), next)
        : keeping(step.element(), next);
  }

  private Instruction keeping(int value, Instruction next) {
    return places.isKept(value) ? new KeepInstruction(Places.of(value), next) : next;
  }

  private Instruction forgetting(Level level, Set<Integer> unread, Instruction next) {
    int[] kept =
        unread.stream()
            .filter(places::isKept)
            .mapToInt(value -> places.in(value, level.index()))
            .toArray();
    return kept.length == 0 ? next : new ForgetInstruction(kept, next);
  }

  private int accumulator(int element) {
    return places.accumulates().indexOf(element);
  }

  private int[] accumulators(List<Integer> elements) {
    return elements.stream().mapToInt(this::accumulator).toArray();
  }
}
