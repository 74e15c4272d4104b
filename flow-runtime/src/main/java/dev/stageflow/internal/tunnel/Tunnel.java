package dev.stageflow.internal.tunnel;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.channel.Channel;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.source.Sources;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that is opened, read and closed on worker threads, ahead of the run that takes its
 * items. What the run awaits is that it has been opened and an item, or the end, is there; from
 * then on it is the source of a frame.
 */
public final class Tunnel<T> implements Awaited<@Nullable FlowIterator<T>>, FlowIterator<T> {
  private final StageSupplier<? extends @Nullable FlowIterator<? extends T>> opening;
  private final String stage;
  private final Workplace workplace;
  private final Channel<T> channel;
  private final Worker worker;

  /** Completes when the source is closed, or could not be. */
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  // For the worker; its suspension, and the channel's end, publish it to the run.

  private boolean opened;
  private @Nullable FlowIterator<? extends T> source;
  private @Nullable Throwable failure;

  /** How far the source had come with each item; its methods say who calls them. */
  private final ReadAhead readAhead = new ReadAhead();

  // For the worker and for the thread that cancels what it reads; guarded by the lock, which is
  // held until the source is cancelled, so that it is closed only afterwards.

  private final Object lock = new Object();
  private boolean reading;
  private @Nullable Throwable unclosed;

  // For the run.

  private boolean failed;

  /** Whether nobody waits for the first item. */
  private boolean drained;

  /** Whether no turn reads any more. */
  private boolean unread;

  public Tunnel(
      Workplace workplace,
      String stage,
      int buffer,
      StageSupplier<? extends @Nullable FlowIterator<? extends T>> opening) {
    this.opening = opening;
    this.stage = stage;
    this.workplace = workplace;
    channel = new Channel<>(buffer, this::resume);
    worker = workplace.worker(stage, this::turn);
    worker.submit();
  }

  // On the worker's thread.

  private void turn() {
    do {
      if (worker.interruptibly(this::read)) {
        finish();
        return;
      }
    } while (!channel.suspend());
  }

  /**
   * Reads until the buffer is full.
   *
   * @return whether there is nothing more to read
   */
  private boolean read() {
    try {
      return !isOpen() || readOn();
    } catch (PauseFlow pause) {
      failure = new IllegalStateException("a tunnelled stage must not pause: it may block", pause);
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      reading(false);
    }
    return true;
  }

  private boolean isOpen() throws Exception {
    if (!opened && !channel.isClosed()) {
      opened = true;
      FlowIterator<? extends T> given = opening.get();
      source = given;
      if (given != null) {
        readAhead.open(given);
      }
    }
    return source != null;
  }

  private boolean readOn() throws Exception {
    FlowIterator<? extends T> iterator = Objects.requireNonNull(source);
    reading(true);
    while (!channel.isClosed()) {
      if (!channel.hasRoom()) {
        return false;
      }
      try {
        T item = iterator.next();
        if (item == null) {
          return true;
        }
        readAhead.read(iterator);
        channel.put(item);
      } catch (PauseFlow pause) {
        if (!Sources.isSkipped(pause)) {
          throw pause;
        }
      }
    }
    return true;
  }

  private void reading(boolean now) {
    synchronized (lock) {
      reading = now;
    }
  }

  /** Closes the source, and only then ends the items. */
  private void finish() {
    Throwable thrown = null;
    try {
      Sources.closeHere(source);
    } catch (Throwable unclosable) {
      thrown = unclosable;
    }
    synchronized (lock) {
      unclosed = Failures.both(thrown, unclosed);
      thrown = unclosed;
    }
    // Before the end: a run that has come there has nothing left to wait for.
    closed.complete(null);
    channel.end(Failures.both(failure, thrown));
  }

  // On another worker's thread.

  /**
   * Has a turn that is being made return. A source that can be cancelled is not interrupted as
   * well: on a virtual thread an interrupt closes the socket that is read from, so that a database,
   * for one, never hears of the cancel.
   */
  private void stop() {
    if (!cancelSource()) {
      worker.interrupt();
    }
  }

  private boolean cancelSource() {
    synchronized (lock) {
      try {
        return reading && source != null && Sources.cancel(source);
      } catch (Throwable thrown) {
        unclosed = thrown;
        return false;
      }
    }
  }

  // On the run's thread.

  /** The worker has given its thread back. */
  private void resume() {
    if (channel.isClosed()) {
      finishUnread();
      return;
    }
    try {
      worker.submit();
    } catch (Throwable rejected) {
      channel.close();
      finishUnread();
      throw rejected;
    }
  }

  /**
   * Closes the source where no turn will: the executor that makes them may have no thread to spare,
   * and nothing to close needs none.
   */
  private void finishUnread() {
    unread = true;
    if (source == null) {
      finish();
    } else {
      workplace.runApart(stage, this::finish);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Null if there is no sequence at all.
   */
  @Override
  public @Nullable FlowIterator<T> result() throws Exception {
    if (!drained) {
      awaitItem();
    }
    return channel.isEnded() && source == null && failure == null ? null : this;
  }

  @Override
  public boolean endItems() {
    drained = true;
    return true;
  }

  @Override
  public boolean hasEnded() {
    return drained || channel.isReady();
  }

  private void awaitItem() throws PauseFlow {
    if (!channel.isReady()) {
      CompletionStage<Void> ready = channel.ready(new TunnelSignal());
      if (ready != null) {
        throw PauseFlow.until(ready);
      }
    }
  }

  @Override
  public @Nullable T next() throws Exception {
    T item = channel.poll();
    while (item == null) {
      if (channel.isEnded()) {
        end();
        return null;
      }
      awaitItem();
      item = channel.poll();
    }
    return item;
  }

  @Override
  public long size() {
    return readAhead.size();
  }

  @Override
  public long position() {
    return readAhead.position(channel.taken());
  }

  private void end() throws Exception {
    Throwable thrown = channel.failure();
    if (thrown != null) {
      failed = true;
      throw Failures.<Exception>same(thrown);
    }
  }

  @Override
  public void abandon() throws Exception {
    channel.close();
    if (worker.withdraw()) {
      finishUnread();
    }
    if (!closed.isDone()) {
      if (!unread) {
        workplace.runApart(stage, this::stop);
        worker.interruptIfLate(closed);
      }
      throw PauseFlow.until(closed.thenRun(this::requireClosed));
    }
    if (!failed) {
      requireClosed();
    }
  }

  private void requireClosed() {
    Throwable thrown;
    synchronized (lock) {
      thrown = unclosed;
    }
    if (thrown != null) {
      throw Failures.<RuntimeException>same(thrown);
    }
  }
}
