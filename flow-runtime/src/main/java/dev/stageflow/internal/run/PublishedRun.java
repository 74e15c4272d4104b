package dev.stageflow.internal.run;

import dev.stageflow.Sink;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.slice.LoopSettings;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A run for one subscriber, which goes only as far as that has asked: it is paused from the start,
 * and again at the very output with which the demand is met.
 *
 * <p>The numbers are those of the rules of <a
 * href="https://github.com/reactive-streams/reactive-streams-jvm/tree/v1.0.4#specification">Reactive
 * Streams</a>.
 */
final class PublishedRun<O> implements Subscription, Sink<O> {
  private static final VarHandle DEMAND;

  static {
    try {
      DEMAND = MethodHandles.lookup().findVarHandle(PublishedRun.class, "demand", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final LoopRun run;

  /** The subscriber; null once it has cancelled or has received the end (3.13). */
  private volatile @Nullable Subscriber<? super O> subscriber;

  /**
   * How many outputs have been asked for and not been handed over.
   *
   * <p>A request is lost unless one of two threads sees the other: the one that asks adds to this
   * and then, if there was none, has the run resumed; the slice that meets the demand has the run
   * paused and then reads this. Both write one thing before they read, or write, the other, so both
   * accesses are volatile: were one weaker, the run could stay paused with a demand.
   */
  private volatile long demand;

  /** The failure that the subscriber receives after a request of no items (3.9). */
  private volatile @Nullable IllegalArgumentException refused;

  /** What the subscriber threw at an output; for the slices. */
  private @Nullable Throwable thrownBack;

  private PublishedRun(
      RunFactory<O> runs, LoopSettings settings, Subscriber<? super O> subscriber) {
    this.subscriber = subscriber;
    run = LoopRun.of(runs, this, settings, new RunCompletion(true));
  }

  /** A publisher each of whose subscribers has a run of its own. */
  static <O> Publisher<O> publisher(RunFactory<O> runs, LoopSettings settings) {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      new PublishedRun<O>(runs, settings, subscriber).begin(subscriber);
    };
  }

  /** No slice is made before onSubscribe has returned, as signals are serial (1.3). */
  private void begin(Subscriber<? super O> subscribing) {
    run.awaitDemand();
    subscribing.onSubscribe(this);
    CompletionStage<Void> unused = run.completion().handle((nothing, failure) -> ended(failure));
    run.start();
  }

  @Override
  public void request(long n) {
    if (n > 0) {
      if (add(n) == 0) {
        run.goOn();
      }
    } else if (subscriber != null) {
      refused =
          new IllegalArgumentException(
              "a subscriber must request more than 0 outputs, not " + n + " (rule 3.9)");
      run.cancel();
    }
  }

  /** Adds to the demand, which is endless once it is too large for a long (3.17). */
  private long add(long n) {
    while (true) {
      long before = demand;
      long sum = before + n;
      if (DEMAND.compareAndSet(this, before, sum < 0 ? Long.MAX_VALUE : sum)) {
        return before;
      }
    }
  }

  @Override
  public void cancel() {
    subscriber = null;
    run.cancel();
  }

  @Override
  public void accept(O output) {
    Subscriber<? super O> taking = subscriber;
    if (taking == null || refused != null) {
      // From within the run, this has it stop at once.
      run.cancel();
      return;
    }
    try {
      taking.onNext(output);
    } catch (Throwable thrown) {
      thrownBack = thrown;
      throw thrown;
    }
    if (demand != Long.MAX_VALUE && (long) DEMAND.getAndAdd(this, -1L) == 1) {
      run.awaitDemand();
      if (demand > 0) {
        run.goOn();
      }
    }
  }

  /** All is closed. */
  private @Nullable Void ended(@Nullable Throwable failure) {
    Subscriber<? super O> told = subscriber;
    subscriber = null;
    if (told == null || (failure != null && failure == thrownBack)) {
      reportUnlessCancelled(failure);
      return null;
    }
    try {
      if (failure == null) {
        told.onComplete();
      } else {
        told.onError(reason(failure));
      }
    } catch (Throwable thrown) {
      Failures.report(thrown);
    }
    return null;
  }

  private Throwable reason(Throwable failure) {
    Throwable told = refused;
    if (told == null || !(failure instanceof CancellationException)) {
      return failure;
    }
    for (Throwable whileClosing : failure.getSuppressed()) {
      told.addSuppressed(whileClosing);
    }
    return told;
  }

  /**
   * No subscriber is left to receive it: one that cancels or throws is done with the run (2.13).
   */
  private static void reportUnlessCancelled(@Nullable Throwable failure) {
    if (failure != null
        && (!(failure instanceof CancellationException) || failure.getSuppressed().length > 0)) {
      Failures.report(failure);
    }
  }
}
