package dev.stageflow.testing;

import dev.stageflow.TimedExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An event loop whose tasks run only when the test says so, on the test's thread, and whose time
 * passes only when the test lets it: a flow that pauses for an hour is tested without a wait.
 *
 * <pre>{@code
 * TestLoop loop = new TestLoop();
 * CompletableFuture<List<String>> lines = report.on(loop).collect(customer);
 * loop.runAll();                       // as far as it comes without waiting
 * loop.advance(Duration.ofHours(1));   // what was due within that hour has run
 * }</pre>
 *
 * <p>Any thread may hand over tasks; they run in the order in which they are due. What a task that
 * was {@linkplain #execute executed} throws comes out of the call that ran it; what a scheduled one
 * throws is held by its future. Methods that block until other tasks have run, such as {@code
 * invokeAll} or {@code get} of a future, would wait forever on the test's thread: {@link #await}
 * does not.
 */
public final class TestLoop extends AbstractExecutorService
    implements ScheduledExecutorService, TimedExecutor {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final TimedQueue queue = new TimedQueue();
  private final AtomicReference<@Nullable RuntimeException> rejection = new AtomicReference<>();
  private final long maxWait;

  /** Makes a loop that has nothing to do. */
  public TestLoop() {
    this(DEFAULT_TIMEOUT);
  }

  /**
   * Makes a loop that has nothing to do.
   *
   * @param maxWait how long to wait for other threads, in real time
   */
  TestLoop(Duration maxWait) {
    this.maxWait = maxWait.toNanos();
  }

  /**
   * Returns whether a task is due.
   *
   * @return false if there is nothing to do before time passes or another thread submits a task
   */
  public boolean hasNext() {
    return queue.isDue();
  }

  /**
   * Runs the next task that is due.
   *
   * @return false if there was none
   */
  public boolean runNext() {
    return runNext(queue.now());
  }

  private boolean runNext(long by) {
    Runnable task = queue.take(by);
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }

  /**
   * Runs tasks until none is due, those included that they hand over themselves.
   *
   * @return how many there were
   */
  public int runAll() {
    int count = 0;
    while (runNext()) {
      count++;
    }
    return count;
  }

  /**
   * Lets time pass, and runs each task that is due by then, at its time. A stage that calls it
   * takes that long, as its run's listeners see it.
   *
   * @param time how much
   * @throws IllegalArgumentException if it is negative
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + time);
    }
    long end = queue.after(TimeUnit.NANOSECONDS.convert(time));
    runUntil(end, () -> false);
    queue.passUntil(end);
  }

  private void runUntil(long end, BooleanSupplier isEnough) {
    boolean ran = true;
    while (ran && !isEnough.getAsBoolean()) {
      ran = runNext(end);
    }
  }

  /**
   * Runs the next task. Where none is due, time passes until one is; where none is scheduled
   * either, other threads are waited for.
   *
   * @throws AssertionError if nothing came for ten seconds of real time
   * @throws InterruptedException if the thread is interrupted while it waits for other ones
   */
  public void awaitNext() throws InterruptedException {
    do {
      if (!queue.await(maxWait, () -> false)) {
        throw nothingLeft("The next task");
      }
    } while (!runNext(Long.MAX_VALUE));
  }

  /**
   * Runs tasks until a stage completes. Where none is due, time passes until one is; where none is
   * scheduled either, other threads are waited for. What never ends, such as a flow that asks again
   * and again for what does not come, never ends here either.
   *
   * @param stage such as the outputs of a flow that runs on this loop
   * @param <T> the result's type
   * @return the stage's result
   * @throws AssertionError if nothing happened for ten seconds of real time
   * @throws InterruptedException if the thread is interrupted while it waits for other ones
   * @throws Exception what the stage failed with, that same exception
   */
  public <T extends @Nullable Object> T await(CompletionStage<T> stage) throws Exception {
    CompletableFuture<T> awaited = new CompletableFuture<>();
    stage.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            awaited.complete(result);
          } else {
            awaited.completeExceptionally(failure);
          }
          signal();
        });
    while (!awaited.isDone()) {
      if (!turn(awaited::isDone)) {
        throw nothingLeft("What is awaited");
      }
    }
    Throwable failure = awaited.handle((result, thrown) -> thrown).join();
    // The JDK may have wrapped it.
    while (failure instanceof CompletionException && failure.getCause() != null) {
      failure = failure.getCause();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (Exception) failure;
    }
    return awaited.join();
  }

  private static AssertionError nothingLeft(String missing) {
    return new AssertionError(missing + " does not come: nothing is left to run.");
  }

  /**
   * Runs one task, whenever it is due, or waits for one or for what other threads do.
   *
   * @param isEnough asked whether there is anything left to wait for
   * @return false if nothing happened for too long
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  boolean turn(BooleanSupplier isEnough) throws InterruptedException {
    return runNext(Long.MAX_VALUE) || queue.await(maxWait, isEnough);
  }

  /** Signals a waiting thread that something has happened. */
  void signal() {
    queue.signal();
  }

  /** Returns how long to wait for other threads, in nanoseconds of real time. */
  long maxWait() {
    return maxWait;
  }

  /**
   * Returns how much time has passed on this loop.
   *
   * @return zero at first
   */
  public Duration elapsed() {
    return Duration.ofNanos(queue.now());
  }

  /**
   * Gives this loop's time to stages that look at a clock.
   *
   * @return a clock that began at {@link Instant#EPOCH}, in UTC
   */
  public Clock clock() {
    InstantSource source = () -> Instant.EPOCH.plus(elapsed());
    return source.withZone(ZoneOffset.UTC);
  }

  /**
   * Rejects the next task that is {@linkplain #execute executed}, and no other one, as a loop does
   * that is full or shutting down.
   *
   * @param failure what is thrown at the thread that submits it
   */
  public void rejectNext(RuntimeException failure) {
    rejection.set(Objects.requireNonNull(failure, "failure"));
  }

  @Override
  public void execute(Runnable task) {
    RuntimeException thrown = rejection.getAndSet(null);
    if (thrown != null) {
      throw thrown;
    }
    enqueue(task);
  }

  /** Takes a task that is due at once, and is not to be rejected unless all are. */
  void enqueue(Runnable task) {
    queue.add(Objects.requireNonNull(task, "task"));
  }

  @Override
  public Future<?> executeAfter(long nanos, Runnable task) {
    return schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public long nanoTime() {
    return queue.now();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return schedule(new TestFuture<>(queue, task, after(delay, unit), 0));
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return schedule(new TestFuture<>(queue, task, after(delay, unit)));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    return schedule(
        new TestFuture<>(queue, task, after(initialDelay, unit), positive(period, unit)));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    return schedule(
        new TestFuture<>(queue, task, after(initialDelay, unit), -positive(delay, unit)));
  }

  private <V> TestFuture<V> schedule(TestFuture<V> future) {
    queue.add(future, future.time());
    return future;
  }

  private long after(long delay, TimeUnit unit) {
    return queue.after(unit.toNanos(delay));
  }

  private static long positive(long period, TimeUnit unit) {
    if (period <= 0) {
      throw new IllegalArgumentException("a period must be longer than zero, not " + period);
    }
    return unit.toNanos(period);
  }

  /**
   * Rejects tasks from now on. As on the JDK's own loops what is due or delayed still runs, and
   * what is periodic does not.
   */
  @Override
  public void shutdown() {
    queue.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    queue.shutdown();
    return queue.clear();
  }

  @Override
  public boolean isShutdown() {
    return queue.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return queue.isTerminated();
  }

  /** Runs tasks and lets time pass, as {@link #advance} does, until nothing is left. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    long end = after(timeout, unit);
    runUntil(end, this::isTerminated);
    if (!isTerminated()) {
      queue.passUntil(end);
    }
    return isTerminated();
  }
}
