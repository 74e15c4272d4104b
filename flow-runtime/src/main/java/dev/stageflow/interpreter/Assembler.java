package dev.stageflow.interpreter;

import static dev.stageflow.plan.FlowPlan.NO_VALUE;
import static dev.stageflow.plan.FlowPlan.RUN;

import dev.stageflow.FlowKey;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.plan.Level;
import dev.stageflow.plan.Step;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a plan into what frames follow: it puts the users' functions into the steps, and gives
 * every value a place. First comes the place of what is not there, then the input's, the stages'
 * values', and the accumulators'.
 */
final class Assembler {
  private static final int[] NO_ACCUMULATORS = {};

  private final Chain chain;
  private final List<Stage> stages;
  private final FlowPlan plan;

  /** The indices of the stages that accumulate. */
  private final List<Integer> accumulates;

  private Assembler(Chain chain, FlowPlan plan) {
    this.chain = chain;
    this.stages = chain.stages();
    this.plan = plan;
    accumulates =
        IntStream.range(0, stages.size())
            .filter(i -> stages.get(i) instanceof Stage.Accumulate)
            .boxed()
            .toList();
  }

  /**
   * Makes the program of a flow.
   *
   * @throws IllegalStateException if a key names no value in scope
   */
  static Program assemble(Chain chain, FlowPlan plan) {
    Assembler assembler = new Assembler(chain, plan);
    List<Program.Gathering> gatherings =
        assembler.accumulates.stream().map(assembler::gathering).toList();
    return new Program(
        plan.levels().stream().map(assembler::code).toList(),
        gatherings,
        place(chain.stages().size()) + gatherings.size());
  }

  private Program.Gathering gathering(int accumulate) {
    return new Program.Gathering(
        plan.elements().get(accumulate).name(),
        (Stage.Accumulate) stages.get(accumulate),
        bucketOf(accumulate));
  }

  private Program.Code code(Level level) {
    return new Program.Code(
        source(level),
        place(level.element()),
        level.steps().stream().map(this::instruction).toArray(Instruction[]::new),
        owned(level.index()));
  }

  private Program.Source source(Level level) {
    if (level.kind() != Level.Kind.SEQUENCE) {
      return Program.Source.SINGLE;
    }
    Stage.Sequence sequence = (Stage.Sequence) stages.get(level.element());
    return sequence.mayPause() || sequence.call().mode() == Call.Mode.TUNNELLED
        ? Program.Source.FLOW_ITERATOR
        : Program.Source.ITERABLE;
  }

  private int[] owned(int level) {
    IntStream.Builder owned = IntStream.builder();
    if (level == plan.levelOf(RUN)) {
      owned.add(place(RUN));
    }
    for (int i = 0; i < stages.size(); i++) {
      if (plan.elements().get(i).givesValue() && plan.levelOf(i) == level) {
        owned.add(place(i));
      }
    }
    for (int accumulate : accumulates) {
      if (plan.bucketLevel(accumulate) == level) {
        owned.add(bucketOf(accumulate));
      }
    }
    return owned.build().toArray();
  }

  private Instruction instruction(Step step) {
    int element = step.element();
    return switch (step.kind()) {
      case CALL, FILTER, CONSUME -> stage(step, ((Stage.Single) stages.get(element)).call());
      case ENTER -> stage(step, ((Stage.Sequence) stages.get(element)).call());
      case FINISHED ->
          calling(
              step, ((Stage.Sequence) stages.get(element)).onFinish(), NO_VALUE, Program.NOWHERE);
      case FLUSH -> {
        Call onFlush = ((Stage.Context) stages.get(element)).onFlush();
        yield calling(step, onFlush, NO_VALUE, flushed(element, onFlush.key()));
      }
      case CLOSE -> {
        Call onClose = ((Stage.Context) stages.get(element)).onClose();
        List<Integer> scope = plan.openingScope(element, true);
        yield calling(step, onClose, NO_VALUE, placeOf(onClose.key(), scope, "onClose", element));
      }
      case OPEN -> gathering(step, NO_VALUE, plan.accumulatesIn(element));
      case ADD, PASS, FINISH -> gathering(step, plan.sites().get(element).item(), List.of(element));
      case EMIT -> calling(step, Call.NONE, element, Program.NOWHERE);
    };
  }

  private Instruction stage(Step step, Call call) {
    FlowPlan.Site site = plan.sites().get(step.element());
    int with = placeOf(call.key(), site.scope(), "function", step.element());
    return calling(step, call, site.item(), with);
  }

  /** Finds what an onFlush takes: the bucket that its context's accumulate fills, or a value. */
  private int flushed(int context, @Nullable FlowKey<?> key) {
    for (int accumulate : plan.accumulatesIn(context)) {
      FlowKey<?> bucket = ((Stage.Accumulate) stages.get(accumulate)).bucket();
      if (bucket != null && bucket.equals(key)) {
        return bucketOf(accumulate);
      }
    }
    return placeOf(key, plan.openingScope(context, true), "onFlush", context);
  }

  private int placeOf(@Nullable FlowKey<?> key, List<Integer> scope, String user, int element) {
    if (key == null) {
      return Program.NOWHERE;
    }
    int value = chain.find(key, scope);
    if (value == NO_VALUE) {
      throw new IllegalStateException(
          "the "
              + user
              + " of "
              + (stages.get(element) instanceof Stage.Context ? "the context of " : "")
              + "stage '"
              + plan.elements().get(element).name()
              + "' uses "
              + Chain.text(key)
              + ", which names no value in scope there");
    }
    return place(value);
  }

  private Instruction calling(Step step, Call call, int item, int with) {
    return new Instruction(
        step.kind(),
        name(step),
        call,
        place(item),
        with,
        place(step.element()),
        NO_ACCUMULATORS,
        step.level(),
        step.end());
  }

  private Instruction gathering(Step step, int item, List<Integer> elements) {
    return new Instruction(
        step.kind(),
        name(step),
        Call.NONE,
        place(item),
        Program.NOWHERE,
        place(step.element()),
        elements.stream().mapToInt(accumulates::indexOf).toArray(),
        step.level(),
        step.end());
  }

  private String name(Step step) {
    return step.element() == RUN ? "" : plan.elements().get(step.element()).name();
  }

  /** Gives a value's place: that of no value is {@link Program#NOWHERE}, the input's is next. */
  private static int place(int value) {
    return value - NO_VALUE + Program.NOWHERE;
  }

  private int bucketOf(int accumulate) {
    return place(stages.size()) + accumulates.indexOf(accumulate);
  }
}
