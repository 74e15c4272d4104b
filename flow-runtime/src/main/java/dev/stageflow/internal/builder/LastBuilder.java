package dev.stageflow.internal.builder;

import dev.stageflow.ConsumerBuilder;
import dev.stageflow.Flow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.assemble.BuiltFlow;
import dev.stageflow.internal.stage.Guard;
import dev.stageflow.internal.stage.Stage;
import dev.stageflow.internal.stage.Untyped;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The builder after which no stage can come.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the last stage takes
 */
final class LastBuilder<I, T> implements ConsumerBuilder<I, T> {
  private final Draft draft;

  LastBuilder(Draft draft) {
    this.draft = draft;
  }

  @Override
  public ConsumerBuilder<I, T> named(String name) {
    return new LastBuilder<>(draft.named(Stage.Label.of(name)));
  }

  @Override
  public ConsumerBuilder<I, T> tunnel() {
    return new LastBuilder<>(draft.withLast(((Stage.Single) draft.last()).tunnelled()));
  }

  @Override
  public ConsumerBuilder<I, T> timeout(Duration timeout) {
    return guarded(guard -> guard.timingOut(timeout));
  }

  @Override
  public ConsumerBuilder<I, T> retry(RetryPolicy policy) {
    return guarded(guard -> guard.retrying(policy));
  }

  @Override
  public <E extends Throwable> ConsumerBuilder<I, T> recover(
      Class<E> failure, StageBiConsumer<? super T, ? super E> function) {
    Objects.requireNonNull(function, "function");
    return guarded(
        guard ->
            guard.recovering(
                failure,
                Untyped.function(
                    (T item, E thrown) -> {
                      function.accept(item, thrown);
                      return null;
                    })));
  }

  private ConsumerBuilder<I, T> guarded(UnaryOperator<Guard> change) {
    Stage.Single last = (Stage.Single) draft.last();
    return new LastBuilder<>(draft.withLast(last.guarded(change.apply(last.guard()))));
  }

  @Override
  public Flow<I, Void> build() {
    return BuiltFlow.of(draft.chain());
  }

  @Override
  public <R> Flow<I, R> build(Class<R> outputs) {
    return BuiltFlow.of(draft.chain(), outputs);
  }

  @Override
  public <E extends Throwable, R> ConsumerBuilder<I, T> recoverTo(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends R> function,
      Sink<? super R> sink) {
    return guarded(guard -> guard.rejecting(failure, function, sink));
  }

  @Override
  public <E extends Throwable> ConsumerBuilder<I, T> recoverOutput(
      Class<E> failure, StageBiFunction<? super T, ? super E, ?> function) {
    return guarded(guard -> guard.giving(failure, function));
  }

  @Override
  public ConsumerBuilder<I, T> tunnelRecover() {
    return guarded(Guard::tunnellingRecover);
  }
}
