package dev.stageflow.interpreter;

import dev.stageflow.ConsumerBuilder;
import dev.stageflow.Flow;

/**
 * The builder after which no stage can come.
 *
 * @param <I> the flow's input type
 */
final class LastBuilder<I> implements ConsumerBuilder<I> {
  private final Chain chain;

  LastBuilder(Chain chain) {
    this.chain = chain;
  }

  @Override
  public ConsumerBuilder<I> named(String name) {
    return new LastBuilder<>(chain.named(Stage.Label.of(name)));
  }

  @Override
  public ConsumerBuilder<I> tunnel() {
    return new LastBuilder<>(chain.withLast(((Stage.Single) chain.last()).tunnelled()));
  }

  @Override
  public Flow<I, Void> build() {
    return BuiltFlow.of(chain);
  }
}
