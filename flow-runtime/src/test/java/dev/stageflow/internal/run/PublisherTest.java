package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A published flow goes only as far as its subscriber has asked, and closes what it has open. */
class PublisherTest {
  private final ManualLoop loop = new ManualLoop();
  private final List<String> log = new ArrayList<>();

  /** Counts for ever; closing it fails if it is told to. */
  private final class Counter implements FlowIterator<Integer> {
    private final @Nullable RuntimeException failure;
    private int next;

    Counter(@Nullable RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public Integer next() {
      log.add("take " + next);
      return next++;
    }

    @Override
    public void close() {
      log.add("close");
      if (failure != null) {
        throw failure;
      }
    }
  }

  private Publisher<Integer> counter() {
    return counter(null);
  }

  private Publisher<Integer> counter(@Nullable RuntimeException whileClosing) {
    return Flow.<Integer>begin()
        .sequenceFrom(first -> new Counter(whileClosing))
        .build()
        .on(loop)
        .publisher(0);
  }

  /** Notes what it is told, and does what a test says. */
  private class Noting implements Subscriber<Integer> {
    @Nullable Subscription subscription;

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      log.add("subscribed");
    }

    @Override
    public void onNext(Integer item) {
      log.add("next " + item);
    }

    @Override
    public void onError(Throwable failure) {
      log.add("error " + failure.getMessage());
    }

    @Override
    public void onComplete() {
      log.add("complete");
    }
  }

  private Noting subscribed(Publisher<Integer> publisher) {
    Noting subscriber = new Noting();
    publisher.subscribe(subscriber);
    loop.runAll();
    return subscriber;
  }

  @Test
  void nothingIsCalledBeforeItIsAskedFor() {
    subscribed(counter());
    assertThat(log).containsExactly("subscribed");
  }

  @Test
  void nothingIsCalledBeyondWhatWasAskedFor() {
    Noting subscriber = subscribed(counter());
    subscriber.subscription.request(2);
    loop.runAll();
    assertThat(log).containsExactly("subscribed", "take 0", "next 0", "take 1", "next 1");
    subscriber.subscription.request(1);
    loop.runAll();
    assertThat(log).endsWith("next 1", "take 2", "next 2");
  }

  @Test
  void noSignalComesBeforeOnSubscribeHasReturned() {
    Flow.<Integer>begin()
        .build()
        .on(Runnable::run)
        .publisher(7)
        .subscribe(
            new Noting() {
              @Override
              public void onSubscribe(Subscription given) {
                given.request(Long.MAX_VALUE);
                super.onSubscribe(given);
              }
            });
    assertThat(log).containsExactly("subscribed", "next 7", "complete");
  }

  @Test
  void cancellingClosesTheSourceAndIsNotTold() {
    Noting subscriber = subscribed(counter());
    subscriber.subscription.request(1);
    loop.runAll();
    subscriber.subscription.cancel();
    subscriber.subscription.cancel();
    subscriber.subscription.request(0);
    subscriber.subscription.request(3);
    loop.runAll();
    assertThat(log).containsExactly("subscribed", "take 0", "next 0", "close");
  }

  @Test
  void cancellingAtAnOutputIsTheLastThingThatIsDone() {
    counter()
        .subscribe(
            new Noting() {
              @Override
              public void onSubscribe(Subscription given) {
                super.onSubscribe(given);
                given.request(Long.MAX_VALUE);
              }

              @Override
              public void onNext(Integer item) {
                super.onNext(item);
                if (item == 1) {
                  subscription.cancel();
                }
              }
            });
    loop.runAll();
    assertThat(log).containsExactly("subscribed", "take 0", "next 0", "take 1", "next 1", "close");
  }

  @Test
  void aRequestForNothingIsAnErrorOnceAllIsClosed() {
    Noting subscriber = subscribed(counter());
    subscriber.subscription.request(1);
    loop.runAll();
    subscriber.subscription.request(0);
    loop.runAll();
    assertThat(log)
        .endsWith(
            "next 0",
            "close",
            "error a subscriber must request more than 0 outputs, not 0 (rule 3.9)");
  }

  @Test
  void eachSubscriberHasARunOfItsOwn() {
    Publisher<Integer> counter = counter();
    Noting first = subscribed(counter);
    Noting second = subscribed(counter);
    first.subscription.request(1);
    loop.runAll();
    second.subscription.request(1);
    loop.runAll();
    assertThat(log).endsWith("take 0", "next 0", "take 0", "next 0");
  }

  @Test
  void whatASubscriberThrowsCancelsItsRunAndIsNotLost() {
    IllegalStateException thrown = new IllegalStateException("cannot take it");
    List<Throwable> reported = new ArrayList<>();
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, failure) -> reported.add(failure));
    try {
      counter()
          .subscribe(
              new Noting() {
                @Override
                public void onSubscribe(Subscription given) {
                  super.onSubscribe(given);
                  given.request(5);
                }

                @Override
                public void onNext(Integer item) {
                  throw thrown;
                }
              });
      loop.runAll();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(log).containsExactly("subscribed", "take 0", "close");
    assertThat(reported).containsExactly(thrown);
  }

  @Test
  void whatClosingThrowsAfterACancellationIsNotLost() {
    IllegalStateException thrown = new IllegalStateException("stuck");
    List<Throwable> reported = new ArrayList<>();
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, failure) -> reported.add(failure));
    try {
      Noting subscriber = subscribed(counter(thrown));
      subscriber.subscription.request(1);
      loop.runAll();
      subscriber.subscription.cancel();
      loop.runAll();
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
    assertThat(reported)
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasSuppressedException(thrown));
  }

  @Test
  void thereIsNoSubscriberThatIsNull() {
    assertThatThrownBy(() -> counter().subscribe(null)).isInstanceOf(NullPointerException.class);
  }
}
