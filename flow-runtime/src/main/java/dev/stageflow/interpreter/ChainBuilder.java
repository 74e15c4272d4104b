package dev.stageflow.interpreter;

import dev.stageflow.AccumulateBuilder;
import dev.stageflow.CollectBuilder;
import dev.stageflow.ConsumerBuilder;
import dev.stageflow.ContextBuilder;
import dev.stageflow.FilterBuilder;
import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.FunctionBuilder;
import dev.stageflow.SequenceBuilder;
import dev.stageflow.SubflowBuilder;
import dev.stageflow.engine.Bucket;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.plan.Element.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Every builder but the last one. What may come after a stage is told by the interface under which
 * this class is returned, so a method that modifies a stage always finds one of its kind.
 *
 * @param <I> the flow's input type
 * @param <A> the accumulator's type, right after an accumulate
 * @param <O> the type of what the last stage so far gives
 */
final class ChainBuilder<I, A, O>
    implements FunctionBuilder<I, O>,
        FilterBuilder<I, O>,
        SequenceBuilder<I, O>,
        SubflowBuilder<I, O>,
        AccumulateBuilder<I, A, O>,
        CollectBuilder<I, O>,
        ContextBuilder<I, O> {
  private static final int DEFAULT_BUFFER = 16_384;

  private final Chain chain;

  ChainBuilder(Chain chain) {
    this.chain = chain;
  }

  @Override
  public <R> FunctionBuilder<I, R> function(StageFunction<? super O, ? extends R> function) {
    return plus(single(Kind.FUNCTION, Call.function(function)));
  }

  @Override
  public <V, R> FunctionBuilder<I, R> function(
      FlowKey<V> key, StageBiFunction<? super O, ? super V, ? extends R> function) {
    return plus(single(Kind.FUNCTION, Call.function(key, function)), key);
  }

  @Override
  public <R> FunctionBuilder<I, R> functionOptional(
      StageFunction<? super O, ? extends Optional<? extends R>> function) {
    return plus(single(Kind.FUNCTION, Call.optional(function)));
  }

  @Override
  public <R> FunctionBuilder<I, R> functionAsync(
      StageFunction<? super O, ? extends @Nullable CompletionStage<? extends R>> function) {
    return plus(single(Kind.FUNCTION, Call.async(function)));
  }

  @Override
  public FilterBuilder<I, O> filter(StagePredicate<? super O> predicate) {
    return plus(single(Kind.FILTER, Call.predicate(predicate)));
  }

  @Override
  public <R> SequenceBuilder<I, R> sequence(
      StageFunction<? super O, ? extends Iterable<? extends R>> function) {
    return plus(new Stage.Sequence(Stage.UNNAMED, Call.function(function), false, Call.NONE));
  }

  @Override
  public <V, R> SequenceBuilder<I, R> sequence(
      FlowKey<V> key,
      StageBiFunction<? super O, ? super V, ? extends Iterable<? extends R>> function) {
    return plus(
        new Stage.Sequence(Stage.UNNAMED, Call.function(key, function), false, Call.NONE), key);
  }

  @Override
  public <R> SequenceBuilder<I, R> sequenceFrom(
      StageFunction<? super O, ? extends FlowIterator<? extends R>> function) {
    return plus(new Stage.Sequence(Stage.UNNAMED, Call.function(function), true, Call.NONE));
  }

  @Override
  public <R> SubflowBuilder<I, R> subflow(
      StageFunction<? super O, ? extends Flow<? super O, ? extends R>> function) {
    return plus(new Stage.Subflow(Stage.UNNAMED, Call.function(function), false));
  }

  @Override
  public <R> SubflowBuilder<I, R> subflows(
      StageFunction<? super O, ? extends List<? extends Flow<? super O, ? extends R>>> function) {
    return plus(new Stage.Subflow(Stage.UNNAMED, Call.function(function), true));
  }

  @Override
  public <N> AccumulateBuilder<I, N, N> accumulate(
      StageSupplier<? extends N> start, StageBiFunction<N, ? super O, ? extends N> add) {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(add, "add");
    return plus(Stage.Accumulate.of(Untyped.supplier(start), Untyped.function(add)));
  }

  @Override
  public <N> AccumulateBuilder<I, N, N> accumulateInto(
      StageSupplier<? extends N> start, StageBiConsumer<? super N, ? super O> add) {
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
    ChainBuilder<I, Bucket<? super O, R>, Bucket<? super O, R>> gathering =
        plus(
            Stage.Accumulate.of(
                Untyped.supplier(() -> Bucket.of(collector)),
                Untyped.function(
                    (Bucket<O, R> bucket, O item) -> {
                      bucket.add(item);
                      return bucket;
                    })));
    return gathering.finishedBy(Bucket::finish);
  }

  @Override
  public ContextBuilder<I, O> context() {
    return plus(new Stage.Context(Call.NONE, Call.NONE));
  }

  @Override
  public ContextBuilder<I, O> context(StageAction onFlush) {
    return plus(new Stage.Context(Call.action(onFlush), Call.NONE));
  }

  @Override
  public ConsumerBuilder<I> consume(StageConsumer<? super O> consumer) {
    return new LastBuilder<>(chain.plus(single(Kind.CONSUMER, Call.consumer(consumer))));
  }

  @Override
  public ConsumerBuilder<I> discard() {
    return consume(item -> {});
  }

  @Override
  public Flow<I, O> build() {
    return BuiltFlow.of(chain);
  }

  @Override
  public ChainBuilder<I, A, O> named(String name) {
    return new ChainBuilder<>(chain.named(Stage.Label.of(name)));
  }

  @Override
  public ChainBuilder<I, A, O> named(FlowKey<? super O> key) {
    return new ChainBuilder<>(chain.named(Stage.Label.of(key)));
  }

  @Override
  public ChainBuilder<I, A, O> tunnel() {
    return chain.last() instanceof Stage.Sequence
        ? tunnel(DEFAULT_BUFFER)
        : modified(Stage.Single.class, Stage.Single::tunnelled);
  }

  @Override
  public ChainBuilder<I, A, O> tunnel(int buffer) {
    return modified(Stage.Sequence.class, stage -> stage.tunnelled(buffer));
  }

  @Override
  public ChainBuilder<I, A, O> onFinish(StageAction action) {
    Call call = Call.action(action);
    return modified(Stage.Sequence.class, stage -> stage.finishedBy(call));
  }

  @Override
  public ChainBuilder<I, A, O> bucket(FlowKey<? super A> key) {
    Objects.requireNonNull(key, "key");
    return modified(Stage.Accumulate.class, stage -> stage.into(key));
  }

  @Override
  public <R> ChainBuilder<I, A, R> finish(StageFunction<? super A, ? extends R> finish) {
    Objects.requireNonNull(finish, "finish");
    if (chain.last().label().key() != null) {
      throw new IllegalStateException(
          "finish(..) comes before named(key): it changes what the key names");
    }
    return finishedBy(finish);
  }

  private <R> ChainBuilder<I, A, R> finishedBy(StageFunction<? super A, ? extends R> finish) {
    return modified(Stage.Accumulate.class, stage -> stage.finishedBy(Untyped.function(finish)));
  }

  @Override
  public ChainBuilder<I, A, O> flushWhen(StagePredicate<? super A> condition) {
    Objects.requireNonNull(condition, "condition");
    return modified(
        Stage.Accumulate.class, stage -> stage.flushedWhen(Untyped.predicate(condition)));
  }

  @Override
  public ChainBuilder<I, A, O> emitEmpty() {
    return modified(Stage.Accumulate.class, Stage.Accumulate::emittingEmpty);
  }

  @Override
  public <V> ChainBuilder<I, A, O> onFlush(FlowKey<V> key, StageConsumer<? super V> action) {
    Call call = Call.action(key, action);
    return modified(Stage.Context.class, context -> context.flushedBy(call));
  }

  @Override
  public ChainBuilder<I, A, O> onClose(StageAction action) {
    Call call = Call.action(action);
    return modified(Stage.Context.class, context -> context.closedBy(call));
  }

  @Override
  public <V> ChainBuilder<I, A, O> onClose(FlowKey<V> key, StageConsumer<? super V> action) {
    Call call = Call.action(key, action);
    return modified(Stage.Context.class, context -> context.closedBy(call));
  }

  private static Stage.Single single(Kind kind, Call call) {
    return new Stage.Single(kind, Stage.UNNAMED, call);
  }

  private <N, R> ChainBuilder<I, N, R> plus(Stage stage) {
    return new ChainBuilder<>(chain.plus(stage));
  }

  private <N, R> ChainBuilder<I, N, R> plus(Stage stage, FlowKey<?> key) {
    return new ChainBuilder<>(chain.plus(stage).requireInScope(key));
  }

  private <S extends Stage, N, R> ChainBuilder<I, N, R> modified(
      Class<S> kind, UnaryOperator<S> change) {
    return new ChainBuilder<>(chain.withLast(change.apply(kind.cast(chain.last()))));
  }
}
