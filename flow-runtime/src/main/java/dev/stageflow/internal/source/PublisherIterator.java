package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.channel.Channel;
import dev.stageflow.internal.failure.AwaitedFailure;
import dev.stageflow.internal.failure.Failures;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher sends, as an iterator that pauses while there is nothing. It subscribes when it
 * is first asked, and requests batch after batch, so that no more than one is buffered.
 */
public final class PublisherIterator<T> implements FlowIterator<T>, Subscriber<T> {
  private static final int BATCH = 256;

  /** A part of a batch, so that the publisher need not wait while the rest is taken. */
  private static final int REQUEST = BATCH * 3 / 4;

  private final Publisher<? extends T> publisher;

  /** Twice a batch, because it learns late of what was taken. */
  private final Channel<T> channel = new Channel<>(2 * BATCH, () -> {});

  /** Written by the publisher's thread, then {@link #closed} is read; the other way in close. */
  private volatile @Nullable Subscription subscription;

  private volatile boolean closed;

  /** For the publisher, whose signals come one after the other. */
  private boolean ended;

  // For the run.

  private boolean subscribed;
  private int taken;

  public PublisherIterator(Publisher<? extends T> publisher) {
    this.publisher = Objects.requireNonNull(publisher, "publisher");
  }

  @Override
  public @Nullable T next() throws Exception {
    if (!subscribed) {
      subscribed = true;
      publisher.subscribe(this);
    }
    T item = channel.poll();
    while (item == null) {
      if (channel.isEnded()) {
        Throwable failure = channel.failure();
        if (failure != null) {
          throw Failures.<Exception>same(failure);
        }
        return null;
      }
      CompletionStage<Void> ready = channel.ready();
      if (ready != null) {
        throw PauseFlow.until(ready);
      }
      item = channel.poll();
    }
    requestMore();
    return item;
  }

  private void requestMore() {
    taken++;
    Subscription known = subscription;
    if (taken >= REQUEST && known != null && !closed) {
      taken = 0;
      known.request(REQUEST);
    }
  }

  @Override
  public void close() {
    closed = true;
    Subscription known = subscription;
    if (known != null) {
      // After the last item this does nothing, as the protocol has it.
      known.cancel();
    }
  }

  @Override
  public void onSubscribe(Subscription given) {
    requireSignal(given, "onSubscribe");
    if (subscription != null) {
      given.cancel();
      return;
    }
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(BATCH);
    }
  }

  @Override
  public void onNext(T item) {
    requireSignal(item, "onNext");
    if (closed || ended) {
      return;
    }
    if (channel.hasRoom()) {
      channel.put(item);
    } else {
      close();
      end(new IllegalStateException("the publisher sends more than was requested"));
    }
  }

  @Override
  public void onError(Throwable failure) {
    requireSignal(failure, "onError");
    end(AwaitedFailure.of(failure, PauseFlow.class));
  }

  @Override
  public void onComplete() {
    end(null);
  }

  /**
   * Refuses a null, as the protocol has it (2.13). The run fails as well: such a publisher may well
   * send nothing more.
   */
  private void requireSignal(@Nullable Object signal, String method) {
    if (signal == null) {
      NullPointerException failure =
          new NullPointerException("the publisher called " + method + " with null");
      close();
      end(failure);
      throw failure;
    }
  }

  /** Ends the items; a publisher that goes on after its end is not listened to. */
  private void end(@Nullable Throwable failure) {
    if (!ended) {
      ended = true;
      channel.end(failure);
    }
  }
}
