package dev.stageflow.interpreter;

import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.plan.Element.Kind;
import dev.stageflow.plan.Element.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An accumulate of a definition: all that it calls may look at values from further up.
 *
 * @param label its name
 * @param bucket stands for what it gathers
 * @param parts what it calls
 * @param add gives the accumulator with one more item
 * @param finish turns it into what goes on
 * @param consumes whether nothing goes on
 * @param looksAt the values that its functions look at, each those that are in scope there
 * @param guard what is done when adding fails
 */
record DefinedAccumulate(
    Label label,
    Value<?> bucket,
    Parts parts,
    Adding<?, ?, ?> add,
    StageBiFunction<?, ?, ?> finish,
    boolean consumes,
    List<Value<?>> looksAt,
    Guard guard)
    implements Stage.Guarded {

  /**
   * What is told of an accumulate before its stage.
   *
   * @param start gives an empty accumulator
   * @param flushWhen tells whether it is passed on before its time, or null for never
   * @param emitEmpty whether it goes on even if nothing came
   * @param looksAt the values that start and flushWhen look at
   */
  record Parts(
      StageFunction<?, ?> start,
      @Nullable StageBiFunction<?, ?, Boolean> flushWhen,
      boolean emitEmpty,
      List<Value<?>> looksAt) {

    Parts flushedWhen(StageBiFunction<?, ?, Boolean> condition, Value<?>... more) {
      return new Parts(start, condition, emitEmpty, with(List.of(more)));
    }

    Parts emittingEmpty() {
      return new Parts(start, flushWhen, true, looksAt);
    }

    private List<Value<?>> with(List<Value<?>> more) {
      List<Value<?>> all = new ArrayList<>(looksAt);
      all.addAll(more);
      return List.copyOf(all);
    }
  }

  @Override
  public DefinedAccumulate labelled(Label label) {
    return new DefinedAccumulate(label, bucket, parts, add, finish, consumes, looksAt, guard);
  }

  @Override
  public DefinedAccumulate guarded(Guard guard) {
    return new DefinedAccumulate(label, bucket, parts, add, finish, consumes, looksAt, guard);
  }

  /** The values that are looked at where its context was opened. */
  List<Value<?>> looksAtFromOutside() {
    return parts.with(looksAt);
  }

  @Override
  public Kind kind() {
    return Kind.ACCUMULATE;
  }

  @Override
  public Set<Trait> traits() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (parts.flushWhen != null) {
      traits.add(Trait.FLUSH_WHEN);
    }
    if (parts.emitEmpty) {
      traits.add(Trait.EMIT_EMPTY);
    }
    if (consumes) {
      traits.add(Trait.CONSUMES);
    }
    return traits;
  }

  /**
   * Gives the same for one activation.
   *
   * @param adding what is in scope of the stage
   * @param opening what was in scope where its context was opened
   */
  @SuppressWarnings("NullAway") // what a definition's start gives is not looked at
  Accumulate in(Scope<?> adding, Scope<?> opening) {
    StageFunction<@Nullable Object, Object> starting = Untyped.function(parts.start);
    Adding<@Nullable Object, @Nullable Object, @Nullable Object> one = Untyped.adding(add);
    StageBiFunction<@Nullable Object, @Nullable Object, Object> finishing =
        Untyped.function(finish);
    Accumulate accumulate =
        Accumulate.of(
                () -> starting.apply(opening),
                (gathered, item) -> one.add(gathered, item, Untyped.scope(adding)))
            .finishedBy(gathered -> finishing.apply(gathered, opening));
    if (parts.flushWhen != null) {
      StageBiFunction<@Nullable Object, @Nullable Object, Object> isFull =
          Untyped.function(parts.flushWhen);
      accumulate =
          accumulate.flushedWhen(gathered -> Boolean.TRUE.equals(isFull.apply(gathered, opening)));
    }
    return parts.emitEmpty ? accumulate.emittingEmpty() : accumulate;
  }
}
