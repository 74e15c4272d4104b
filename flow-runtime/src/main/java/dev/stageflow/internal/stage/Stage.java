package dev.stageflow.internal.stage;

import dev.stageflow.FlowKey;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.Element.Trait;
import dev.stageflow.internal.plan.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stage of a builder, or a context, which stands before its stage. */
public sealed interface Stage {

  /** How a stage is called where its user gave it no name. */
  Label UNNAMED = new Label(null, null);

  Element.Kind kind();

  Set<Trait> traits();

  /** Returns whether it gives outputs of the flow, beside those of the last stage. */
  default boolean hasOutput() {
    return false;
  }

  Label label();

  default Element element(String name) {
    return new Element(kind(), name, traits());
  }

  /**
   * What a user called a stage.
   *
   * @param name the stage's name, or null if it has none
   * @param key the name of its value, or null if later stages cannot use it by a key
   */
  public record Label(@Nullable String name, @Nullable FlowKey<?> key) {

    public static Label of(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a stage's name must not be blank");
      }
      return new Label(name, null);
    }

    public static Label of(FlowKey<?> key) {
      return new Label(key.name(), key);
    }
  }

  /** A stage that can have a name of its own; a context has that of its stage. */
  sealed interface Named extends Stage {
    Named labelled(Label label);
  }

  /** A stage whose call may be tried again, and its failures taken. */
  sealed interface Guarded extends Named {
    Guard guard();

    Guarded guarded(Guard guard);

    @Override
    default boolean hasOutput() {
      return guard().hasOutput();
    }
  }

  /** A stage that may have several items at once. */
  sealed interface Parallelizable extends Guarded {
    @Nullable Parallel parallel();

    Parallelizable parallel(Parallel parallel);
  }

  /**
   * A function, fork, filter or consumer.
   *
   * @param kind which of them
   * @param label its name
   * @param call what is called
   * @param guard what is done when it fails
   * @param parallel how it has several items at once; null if it has one at a time
   * @param ends the name of the sequence that ends where a filter drops an item; null for none
   */
  record Single(
      Element.Kind kind,
      Label label,
      Call call,
      Guard guard,
      @Nullable Parallel parallel,
      @Nullable String ends)
      implements Parallelizable {

    public static Single of(Element.Kind kind, Call call) {
      return new Single(kind, UNNAMED, call, Guard.NONE, null, null);
    }

    @Override
    public Set<Trait> traits() {
      return parallel == null ? Set.of() : Set.of(Trait.PARALLEL);
    }

    @Override
    public Single labelled(Label label) {
      return new Single(kind, label, call, guard, parallel, ends);
    }

    @Override
    public Single guarded(Guard guard) {
      return new Single(kind, label, call, guard, parallel, ends);
    }

    @Override
    public Single parallel(Parallel parallel) {
      return new Single(kind, label, call, guard, parallel, ends);
    }

    public Single ending(String sequence) {
      return new Single(kind, label, call, guard, parallel, sequence);
    }

    public Single tunnelled() {
      return new Single(kind, label, call.tunnelled(), guard, parallel, ends);
    }
  }

  /**
   * A sequence.
   *
   * @param label its name
   * @param call gives an {@link Iterable}, or a {@link dev.stageflow.FlowIterator} if it may pause
   * @param mayPause which of the two
   * @param onFinish called once the last element has been processed
   * @param guard what is done when it fails, or what it gave
   */
  record Sequence(Label label, Call call, boolean mayPause, Hook onFinish, Guard guard)
      implements Guarded {

    public static Sequence of(Call call, boolean mayPause) {
      return new Sequence(UNNAMED, call, mayPause, Hook.NONE, Guard.NONE);
    }

    /** Whether what it gives is walked by an iterator that may pause. */
    public boolean isOpened() {
      return mayPause || call.mode() == Call.Mode.TUNNELLED || !guard.isNone();
    }

    @Override
    public Element.Kind kind() {
      return Element.Kind.SEQUENCE;
    }

    @Override
    public boolean hasOutput() {
      return onFinish.isOutput() || guard.hasOutput();
    }

    @Override
    public Set<Trait> traits() {
      return onFinish.isNone() ? Set.of() : Set.of(Trait.ON_FINISH);
    }

    @Override
    public Sequence labelled(Label label) {
      return new Sequence(label, call, mayPause, onFinish, guard);
    }

    @Override
    public Sequence guarded(Guard guard) {
      return new Sequence(label, call, mayPause, onFinish, guard);
    }

    public Sequence tunnelled(int buffer) {
      return new Sequence(label, call.tunnelled(buffer), mayPause, onFinish, guard);
    }

    public Sequence finishedBy(Hook hook) {
      return new Sequence(label, call, mayPause, hook, guard);
    }
  }

  /**
   * A subflow.
   *
   * @param label its name
   * @param call gives a {@link dev.stageflow.Flow}, or a list of such
   * @param guard what is done when the call fails
   * @param parallel how it has several items at once; null if it has one at a time
   */
  record Subflow(Label label, Call call, Guard guard, @Nullable Parallel parallel)
      implements Parallelizable {

    public static Subflow of(Call call) {
      return new Subflow(UNNAMED, call, Guard.NONE, null);
    }

    @Override
    public Element.Kind kind() {
      return Element.Kind.SUBFLOW;
    }

    @Override
    public Set<Trait> traits() {
      return parallel == null ? Set.of() : Set.of(Trait.PARALLEL);
    }

    @Override
    public Subflow labelled(Label label) {
      return new Subflow(label, call, guard, parallel);
    }

    @Override
    public Subflow guarded(Guard guard) {
      return new Subflow(label, call, guard, parallel);
    }

    @Override
    public Subflow parallel(Parallel parallel) {
      return new Subflow(label, call, guard, parallel);
    }
  }

  /**
   * An accumulate.
   *
   * @param label its name
   * @param guard what is done when adding fails
   * @param reduction how items are gathered
   * @param flush when the value goes on before the context closes
   * @param emitEmpty whether it goes on even if nothing came
   * @param bucket names the accumulator, or null
   */
  record Accumulate(
      Label label,
      Guard guard,
      Reduction reduction,
      Flush flush,
      boolean emitEmpty,
      @Nullable FlowKey<?> bucket)
      implements Guarded {

    public static Accumulate of(
        StageSupplier<@Nullable Object> start,
        StageBiFunction<@Nullable Object, @Nullable Object, Object> add) {
      Reduction reduction = new Reduction(start, add, gathered -> gathered);
      return new Accumulate(UNNAMED, Guard.NONE, reduction, Flush.NEVER, false, null);
    }

    @Override
    public Element.Kind kind() {
      return Element.Kind.ACCUMULATE;
    }

    @Override
    public Set<Trait> traits() {
      Set<Trait> traits = EnumSet.noneOf(Trait.class);
      if (flush.when() != null) {
        traits.add(Trait.FLUSH_WHEN);
      }
      if (flush.after() != null) {
        traits.add(Trait.FLUSH_AFTER);
      }
      if (emitEmpty) {
        traits.add(Trait.EMIT_EMPTY);
      }
      return traits;
    }

    @Override
    public Accumulate labelled(Label label) {
      return new Accumulate(label, guard, reduction, flush, emitEmpty, bucket);
    }

    @Override
    public Accumulate guarded(Guard guard) {
      return new Accumulate(label, guard, reduction, flush, emitEmpty, bucket);
    }

    public Accumulate finishedBy(StageFunction<@Nullable Object, Object> finish) {
      Reduction finished = new Reduction(reduction.start(), reduction.add(), finish);
      return new Accumulate(label, guard, finished, flush, emitEmpty, bucket);
    }

    public Accumulate flushedWhen(StagePredicate<@Nullable Object> condition) {
      Flush flushed = new Flush(condition, flush.after());
      return new Accumulate(label, guard, reduction, flushed, emitEmpty, bucket);
    }

    /**
     * Has it passed on early.
     *
     * @throws IllegalArgumentException if the time is not more than zero
     */
    public Accumulate flushedAfter(Duration time) {
      if (time.isZero() || time.isNegative()) {
        throw new IllegalArgumentException(
            "the time after which a batch goes on must be longer than zero, not " + time);
      }
      Flush flushed = new Flush(flush.when(), time);
      return new Accumulate(label, guard, reduction, flushed, emitEmpty, bucket);
    }

    public Accumulate emittingEmpty() {
      return new Accumulate(label, guard, reduction, flush, true, bucket);
    }

    public Accumulate into(FlowKey<?> bucket) {
      return new Accumulate(label, guard, reduction, flush, emitEmpty, bucket);
    }
  }

  /**
   * How items are gathered.
   *
   * @param start gives an empty accumulator
   * @param add gives the accumulator with one more item
   * @param finish turns it into what goes on
   */
  record Reduction(
      StageSupplier<@Nullable Object> start,
      StageBiFunction<@Nullable Object, @Nullable Object, Object> add,
      StageFunction<@Nullable Object, Object> finish) {}

  /**
   * When an accumulator is passed on before its context closes.
   *
   * @param when returns whether to pass it on, or null for never
   * @param after how long after the first item, or null for never
   */
  record Flush(@Nullable StagePredicate<@Nullable Object> when, @Nullable Duration after) {
    /** Only where the context closes. */
    public static final Flush NEVER = new Flush(null, null);
  }

  /**
   * What the stage before gives, or what takes its failure, is taken by a sink.
   *
   * @param label its name
   * @param sink the sink; null for the flow's own
   */
  record Output(Label label, @Nullable Sink<@Nullable Object> sink) implements Stage {
    /** The item is an output of the flow. */
    public static final Output OF_FLOW = new Output(new Label("", null), null);

    /** Returns the sink, where that of the flow is given. */
    public Sink<@Nullable Object> sinkOr(Sink<@Nullable Object> ofFlow) {
      return sink == null ? ofFlow : sink;
    }

    @Override
    public Element.Kind kind() {
      return Element.Kind.OUTPUT;
    }

    @Override
    public boolean hasOutput() {
      return sink == null;
    }

    @Override
    public Set<Trait> traits() {
      return Set.of();
    }
  }

  /**
   * What is called at an end, or as a context opens.
   *
   * @param call what is called, or {@link Call#NONE}
   * @param isOutput whether what it gives is an output of the flow
   */
  record Hook(Call call, boolean isOutput) {
    /** Stands where nothing is called. */
    public static final Hook NONE = action(Call.NONE);

    public static Hook action(Call call) {
      return new Hook(call, false);
    }

    public static Hook output(Call call) {
      return new Hook(call, true);
    }

    boolean isNone() {
      return equals(NONE);
    }

    /** Returns the hook that a step calls. */
    public static Hook of(Step step, List<Stage> stages) {
      Stage stage = stages.get(step.element());
      return switch (step.kind()) {
        case FINISHED -> ((Sequence) stage).onFinish();
        case OPENED -> ((Context) stage).onOpen();
        case FLUSH -> ((Context) stage).onFlush();
        case CLOSE -> ((Context) stage).onClose();
        default -> throw new IllegalArgumentException(step.kind().name());
      };
    }
  }

  /**
   * A context.
   *
   * @param onOpen called as it opens
   * @param onFlush called as it closes, before what it gathered goes on
   * @param onClose called after that
   * @param by gives the key of an item, where neighbouring items of equal keys share the context;
   *     null where each item has one of its own
   */
  record Context(
      Hook onOpen, Hook onFlush, Hook onClose, @Nullable StageFunction<@Nullable Object, Object> by)
      implements Stage {
    /** A context without hooks. */
    public static final Context PLAIN = new Context(Hook.NONE, Hook.NONE, Hook.NONE, null);

    @Override
    public Element.Kind kind() {
      return Element.Kind.CONTEXT;
    }

    @Override
    public Set<Trait> traits() {
      Set<Trait> traits = EnumSet.noneOf(Trait.class);
      if (by != null) {
        traits.add(Trait.GROUPS);
      }
      if (!onOpen.isNone()) {
        traits.add(Trait.ON_OPEN);
      }
      if (!onFlush.isNone()) {
        traits.add(Trait.ON_FLUSH);
      }
      if (!onClose.isNone()) {
        traits.add(Trait.ON_CLOSE);
      }
      return traits;
    }

    @Override
    public Label label() {
      return UNNAMED;
    }

    @Override
    public boolean hasOutput() {
      return onOpen.isOutput() || onFlush.isOutput() || onClose.isOutput();
    }

    public Context openedBy(Hook hook) {
      return new Context(hook, onFlush, onClose, by);
    }

    public Context flushedBy(Hook hook) {
      return new Context(onOpen, hook, onClose, by);
    }

    public Context closedBy(Hook hook) {
      return new Context(onOpen, onFlush, hook, by);
    }

    public Context sharedBy(StageFunction<?, ?> key) {
      return new Context(onOpen, onFlush, onClose, Untyped.function(key));
    }
  }
}
