package dev.stageflow.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they are due, and the time that passes from one to the next, in
 * nanoseconds. For any number of threads; none of them runs a task here.
 */
final class TimedQueue {

  /** A task, in order of time and then of arrival. */
  private record Event(long time, long arrival, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return time == other.time
          ? Long.compare(arrival, other.arrival)
          : Long.compare(time, other.time);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long arrivals;
  private boolean shutdown;

  /** Returns how much time has passed. */
  synchronized long now() {
    return now;
  }

  /** Returns when a delay that starts now ends: a negative one at once, an endless one never. */
  synchronized long after(long delay) {
    return now > Long.MAX_VALUE - Math.max(0, delay) ? Long.MAX_VALUE : now + Math.max(0, delay);
  }

  /** Lets time pass; it never goes back. */
  synchronized void passUntil(long time) {
    now = Math.max(now, time);
  }

  /** Adds a task that is due now. */
  synchronized void add(Runnable task) {
    add(task, now);
  }

  synchronized void add(Runnable task, long time) {
    if (shutdown) {
      throw new RejectedExecutionException("the loop was shut down");
    }
    events.add(new Event(time, arrivals++, task));
    notifyAll();
  }

  /** Adds a periodic task again, unless the queue was shut down meanwhile. */
  synchronized void addAgain(TestFuture<?> task) {
    if (!shutdown) {
      add(task, task.time());
    }
  }

  synchronized void remove(Runnable task) {
    events.removeIf(event -> event.task() == task);
  }

  synchronized boolean isDue() {
    return isDue(now);
  }

  private boolean isDue(long by) {
    Event first = events.peek();
    return first != null && first.time() <= by;
  }

  /**
   * Takes the next task; its time has then come.
   *
   * @param by when it must be due
   * @return the task; null if none is due by then
   */
  synchronized @Nullable Runnable take(long by) {
    if (!isDue(by)) {
      return null;
    }
    Event event = events.remove();
    passUntil(event.time());
    return event.task();
  }

  /**
   * Waits for a task, or for what other threads {@link #signal}.
   *
   * @param maxWait how long, in real time
   * @param isEnough asked at first and after each signal whether there is nothing to wait for
   * @return false if nothing came
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  synchronized boolean await(long maxWait, BooleanSupplier isEnough) throws InterruptedException {
    long start = System.nanoTime();
    while (events.isEmpty() && !isEnough.getAsBoolean()) {
      long left = maxWait - (System.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  synchronized void signal() {
    notifyAll();
  }

  /** Takes no more tasks, and drops those that are periodic. */
  synchronized void shutdown() {
    shutdown = true;
    events.removeIf(event -> event.task() instanceof TestFuture<?> future && future.isPeriodic());
  }

  /** Drops all tasks, and gives them in the order in which they were due. */
  synchronized List<Runnable> clear() {
    List<Runnable> dropped = new ArrayList<>();
    while (!events.isEmpty()) {
      dropped.add(events.remove().task());
    }
    return dropped;
  }

  synchronized boolean isShutdown() {
    return shutdown;
  }

  synchronized boolean isTerminated() {
    return shutdown && events.isEmpty();
  }
}
