package dev.stageflow.tests.scenario;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscriber that asks for one item when it is told to, and cancels when it fails itself. */
final class AskingSubscriber<T> implements Subscriber<T> {
  private final Consumer<? super T> items;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private int asked;

  AskingSubscriber(Consumer<? super T> items) {
    this.items = items;
  }

  void askForOne() {
    asked++;
    Objects.requireNonNull(subscription).request(1);
  }

  CompletableFuture<Void> ended() {
    return ended;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
  }

  @Override
  public void onNext(T item) {
    if (asked-- == 0) {
      throw new AssertionError("an output that was not asked for");
    }
    try {
      items.accept(item);
    } catch (RuntimeException failure) {
      Objects.requireNonNull(subscription).cancel();
      ended.completeExceptionally(failure);
    }
  }

  @Override
  public void onError(Throwable failure) {
    ended.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    ended.complete(null);
  }
}
