package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.internal.failure.Failures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over what other sources give. It asks one of them at a time, and closes each once.
 *
 * <p>The thread that asks and the one that cancels meet in one word, {@link #asked}: a cancel finds
 * the source that is asked, or there is none, and none is asked any more.
 */
abstract class CombinedIterator<T> implements FlowIterator<T>, Abandonable {

  /** Is in {@link #asked} for good once this iterator is cancelled. */
  private static final FlowIterator<?> CANCELLED = () -> null;

  /** The source that is asked now; null between two. */
  private final AtomicReference<@Nullable FlowIterator<?>> asked = new AtomicReference<>();

  /** What is still to be closed: what was opened last comes last, and is closed first. */
  final Deque<FlowIterator<?>> open = new ArrayDeque<>();

  CombinedIterator(Collection<? extends FlowIterator<?>> sources) {
    open.addAll(sources);
  }

  /** Leaves out nulls: null is no sequence at all. */
  static <S> List<S> present(Collection<? extends @Nullable S> sources) {
    List<S> present = new ArrayList<>();
    for (S source : sources) {
      if (source != null) {
        present.add(source);
      }
    }
    return present;
  }

  /** Asks a source for its next item; null is its end. */
  final <S> @Nullable S ask(FlowIterator<? extends S> source) throws Exception {
    if (!asked.compareAndSet(null, source)) {
      throw new CancellationException("the sequence was cancelled");
    }
    try {
      return source.next();
    } finally {
      if (!asked.compareAndSet(source, null)) {
        awaitCancel();
      }
    }
  }

  @Override
  public final void cancel() throws Exception {
    boolean unused = cancelAsked();
  }

  /**
   * Cancels the source that is asked by its own means, if it has any. No source is asked any more.
   *
   * @return whether it has such means
   */
  final synchronized boolean cancelAsked() throws Exception {
    FlowIterator<?> source = asked.getAndSet(CANCELLED);
    return source != null && Sources.cancel(source);
  }

  /**
   * Waits until a cancel has returned, which holds the lock: a source is closed only afterwards.
   */
  private synchronized void awaitCancel() {}

  @Override
  public final void close() {
    Throwable failure = null;
    for (FlowIterator<?> source = open.pollLast(); source != null; source = open.pollLast()) {
      try {
        Sources.closeHere(source);
      } catch (Throwable thrown) {
        failure = Failures.both(failure, thrown);
      }
    }
    if (failure != null) {
      throw Failures.<RuntimeException>same(failure);
    }
  }

  @Override
  public final void abandon() throws Exception {
    Closings closings = new Closings();
    for (FlowIterator<?> source = open.pollLast(); source != null; source = open.pollLast()) {
      FlowIterator<?> closed = source;
      closings.close(() -> Sources.close(closed));
    }
    closings.end();
  }
}
