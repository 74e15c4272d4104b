package dev.stageflow.internal.builder;

import dev.stageflow.AccumulateBuilder;
import dev.stageflow.CollectBuilder;
import dev.stageflow.ConsumerBuilder;
import dev.stageflow.ContextBuilder;
import dev.stageflow.FilterBuilder;
import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.ForkBuilder;
import dev.stageflow.FunctionBuilder;
import dev.stageflow.SequenceBuilder;
import dev.stageflow.Sink;
import dev.stageflow.SubflowBuilder;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.function.StageTriFunction;
import dev.stageflow.internal.assemble.BuiltFlow;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Guard;
import dev.stageflow.internal.stage.Parallel;
import dev.stageflow.internal.stage.Stage;
import dev.stageflow.internal.stage.Untyped;
import dev.stageflow.internal.value.Bucket;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Adds stages. What may follow a stage, besides other stages, is declared by the builder of its
 * kind, which is a subclass.
 *
 * @param <I> the flow's input type
 * @param <O> the type of what the last stage so far gives
 */
class ChainBuilder<I, O> implements FlowBuilder<I, O> {
  private final Draft draft;

  ChainBuilder(Draft draft) {
    this.draft = draft;
  }

  /** The stages so far. */
  final Draft draft() {
    return draft;
  }

  /** The stages so far, with another last one. */
  final <S extends Stage> Draft changed(Class<S> kind, UnaryOperator<S> change) {
    return draft.withLast(change.apply(kind.cast(draft.last())));
  }

  /** The stages so far, the last one with another answer to its failures. */
  final Draft guarded(UnaryOperator<Guard> change) {
    return changed(Stage.Guarded.class, stage -> stage.guarded(change.apply(stage.guard())));
  }

  /** The stages so far, of which the last one has several items at once. */
  final Draft inParallel(int limit) {
    return changed(
        Stage.Parallelizable.class,
        stage -> {
          if (stage.parallel() != null) {
            throw new IllegalStateException("the stage is parallel already");
          }
          if (stage instanceof Stage.Single single && single.call().mode() == Call.Mode.DIRECT) {
            throw new IllegalStateException(
                "the stage is neither awaited nor tunnelled: it would have one item at a time."
                    + " Use functionAsync(..), or tunnel() before parallel(..)");
          }
          return stage.parallel(Parallel.of(limit));
        });
  }

  /** The stages so far, of which the last one has several items at once in another way. */
  final Draft inParallel(UnaryOperator<Parallel> change) {
    return changed(
        Stage.Parallelizable.class,
        stage -> {
          Parallel parallel = stage.parallel();
          if (parallel == null) {
            throw new IllegalStateException("the stage is not parallel: call parallel(..) before");
          }
          return stage.parallel(change.apply(parallel));
        });
  }

  @Override
  public <R> FunctionBuilder<I, O, R> function(StageFunction<? super O, ? extends R> function) {
    return new FunctionChain<>(draft.plus(single(Element.Kind.FUNCTION, Call.function(function))));
  }

  @Override
  public <V, R> FunctionBuilder<I, O, R> function(
      FlowKey<V> key, StageBiFunction<? super O, ? super V, ? extends R> function) {
    Stage stage = single(Element.Kind.FUNCTION, Call.function(key, function));
    return new FunctionChain<>(draft.requireInScope(key).plus(stage));
  }

  @Override
  public <V, W, R> FunctionBuilder<I, O, R> function(
      FlowKey<V> first,
      FlowKey<W> second,
      StageTriFunction<? super O, ? super V, ? super W, ? extends R> function) {
    Stage stage = single(Element.Kind.FUNCTION, Call.function(first, second, function));
    return new FunctionChain<>(draft.requireInScope(first).requireInScope(second).plus(stage));
  }

  @Override
  public <R> FunctionBuilder<I, O, R> functionOptional(
      StageFunction<? super O, ? extends Optional<? extends R>> function) {
    return new FunctionChain<>(draft.plus(single(Element.Kind.FUNCTION, Call.optional(function))));
  }

  @Override
  public <R> FunctionBuilder<I, O, R> functionAsync(
      StageFunction<? super O, ? extends @Nullable CompletionStage<? extends R>> function) {
    return new FunctionChain<>(draft.plus(single(Element.Kind.FUNCTION, Call.async(function))));
  }

  @Override
  public <R> ForkBuilder<I, O, R> fork(StageFunction<? super O, ? extends R> function) {
    return new ForkChain<>(
        draft.plus(single(Element.Kind.FORK, Call.function(function).tunnelled())));
  }

  @Override
  public <R> ForkBuilder<I, O, R> forkAsync(
      StageFunction<? super O, ? extends @Nullable CompletionStage<? extends R>> function) {
    return new ForkChain<>(draft.plus(single(Element.Kind.FORK, Call.async(function))));
  }

  @Override
  public FilterBuilder<I, O> filter(StagePredicate<? super O> predicate) {
    return new FilterChain<>(draft.plus(single(Element.Kind.FILTER, Call.predicate(predicate))));
  }

  @Override
  public <R> SequenceBuilder<I, O, R> sequence(
      StageFunction<? super O, ? extends Iterable<? extends R>> function) {
    return new SequenceChain<>(draft.plus(Stage.Sequence.of(Call.function(function), false)));
  }

  @Override
  public <V, R> SequenceBuilder<I, O, R> sequence(
      FlowKey<V> key,
      StageBiFunction<? super O, ? super V, ? extends Iterable<? extends R>> function) {
    Stage stage = Stage.Sequence.of(Call.function(key, function), false);
    return new SequenceChain<>(draft.requireInScope(key).plus(stage));
  }

  @Override
  public <V, W, R> SequenceBuilder<I, O, R> sequence(
      FlowKey<V> first,
      FlowKey<W> second,
      StageTriFunction<? super O, ? super V, ? super W, ? extends Iterable<? extends R>> function) {
    Stage stage = Stage.Sequence.of(Call.function(first, second, function), false);
    return new SequenceChain<>(draft.requireInScope(first).requireInScope(second).plus(stage));
  }

  @Override
  public <R> SequenceBuilder<I, O, R> sequenceFrom(
      StageFunction<? super O, ? extends FlowIterator<? extends R>> function) {
    return new SequenceChain<>(draft.plus(Stage.Sequence.of(Call.function(function), true)));
  }

  @Override
  public <R> SubflowBuilder<I, O, R> subflow(
      StageFunction<? super O, ? extends Flow<? super O, ? extends R>> function) {
    return new SubflowChain<>(draft.plus(Stage.Subflow.of(Call.function(function))));
  }

  @Override
  public <R> SubflowBuilder<I, O, R> subflows(
      StageFunction<? super O, ? extends List<? extends Flow<? super O, ? extends R>>> function) {
    return new SubflowChain<>(draft.plus(Stage.Subflow.of(Call.function(function))));
  }

  @Override
  public <A> AccumulateBuilder<I, O, A, A> accumulate(
      StageSupplier<? extends A> start, StageBiFunction<A, ? super O, ? extends A> add) {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(add, "add");
    return new AccumulateChain<>(
        draft.plus(Stage.Accumulate.of(Untyped.supplier(start), Untyped.function(add))));
  }

  @Override
  public <A> AccumulateBuilder<I, O, A, A> accumulateInto(
      StageSupplier<? extends A> start, StageBiConsumer<? super A, ? super O> add) {
    Objects.requireNonNull(add, "add");
    return accumulate(
        start,
        (gathered, item) -> {
          add.accept(gathered, item);
          return gathered;
        });
  }

  @Override
  public <R> CollectBuilder<I, R> accumulate(Collector<? super O, ?, R> collector) {
    Objects.requireNonNull(collector, "collector");
    Stage.Accumulate gathering =
        Stage.Accumulate.of(
            Untyped.supplier(() -> Bucket.of(collector)),
            Untyped.function(
                (Bucket<O, R> bucket, O item) -> {
                  bucket.add(item);
                  return bucket;
                }));
    StageFunction<Bucket<O, R>, R> finish = Bucket::finish;
    return new CollectChain<>(draft.plus(gathering.finishedBy(Untyped.function(finish))));
  }

  @Override
  public FlowBuilder<I, O> output(String name, Sink<? super O> sink) {
    Objects.requireNonNull(sink, "sink");
    return new ChainBuilder<>(
        draft.plus(new Stage.Output(Stage.Label.of(name), Untyped.sink(sink))));
  }

  @Override
  public FlowBuilder<I, O> output() {
    return new ChainBuilder<>(draft.plus(Stage.Output.OF_FLOW));
  }

  @Override
  public ContextBuilder<I, O> context() {
    return new ContextChain<>(draft.plus(Stage.Context.PLAIN));
  }

  @Override
  public ContextBuilder<I, O> context(StageAction onFlush) {
    return new ContextChain<>(
        draft.plus(Stage.Context.PLAIN.flushedBy(Stage.Hook.action(Call.action(onFlush)))));
  }

  @Override
  public ConsumerBuilder<I, O> consume(StageConsumer<? super O> consumer) {
    return new LastBuilder<>(draft.plus(single(Element.Kind.CONSUMER, Call.consumer(consumer))));
  }

  @Override
  public ConsumerBuilder<I, O> discard() {
    return consume(item -> {});
  }

  @Override
  public Flow<I, O> build() {
    return BuiltFlow.of(draft.chain());
  }

  @Override
  public <R> Flow<I, R> build(Class<R> outputs) {
    return BuiltFlow.of(draft.chain(), outputs);
  }

  private static Stage.Single single(Element.Kind kind, Call call) {
    return Stage.Single.of(kind, call);
  }
}
