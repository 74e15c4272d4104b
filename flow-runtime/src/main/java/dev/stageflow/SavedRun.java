package dev.stageflow;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A run of a {@linkplain DurableFlow durable flow} that its caller drives: so many steps, or so
 * long, then it is saved, or goes on. It has no thread, timer or store of its own; a job that
 * should just survive a crash is simpler with a {@link FlowStore}. Or {@linkplain #on an executor}
 * makes it in slices, and it is saved between two of these.
 *
 * <pre>{@code
 * SavedRun run = ledger.stepwise(customer, lines::add);
 * while (run.proceed(Duration.ofMillis(100))) {
 *   write(lines, run.save()); // in one transaction: no line is written twice
 * }
 * }</pre>
 *
 * <p>Used by one thread at a time, with happens-before in between. Stages, sinks and closes are
 * called on the thread that calls {@code proceed}, {@link #step} or {@link #cancel}, or on that of
 * the executor; tunnelled ones on workers.
 */
public interface SavedRun {

  /**
   * Makes at most so many steps; in each, an item is taken from a source.
   *
   * @param steps how many, at least 1
   * @return whether it can go on at once: false if it has {@linkplain #hasEnded() ended}, or
   *     {@linkplain #pause() paused}
   * @throws IllegalArgumentException if it is less than 1
   * @throws Exception what a stage throws. The run is then closed, where that goes on elsewhere in
   *     the background
   */
  boolean proceed(int steps) throws Exception;

  /**
   * Makes steps for so long, and one at least. The time is looked at between steps, by {@link
   * System#nanoTime}, as for a slice on an executor: a stage that takes longer is not interrupted.
   *
   * @param time how long, more than zero
   * @return whether it can go on at once, as for {@link #proceed(int)}
   * @throws IllegalArgumentException if the time is zero or negative
   * @throws Exception what a stage throws, as for {@link #proceed(int)}
   */
  boolean proceed(Duration time) throws Exception;

  /**
   * Makes the smallest step there is: at most one stage is called.
   *
   * @return whether it can go on at once, as for {@link #proceed(int)}
   * @throws Exception what the stage throws, as for {@link #proceed(int)}
   */
  boolean step() throws Exception;

  /**
   * Has an executor make the run in slices, as {@link DurableFlow#on} does, listeners and timeouts
   * included: for an engine that knows when none of its threads makes one, and saves the run then.
   * It is given steps by the executor alone from now on; what may still be called here are {@link
   * #save} and {@link #hasEnded}, between two slices.
   *
   * @param executor runs the slices; its threads make one at a time
   * @return completes at the end of the run; cancelling the future cancels the run
   * @throws IllegalStateException if the run has begun: a step was made, or it was saved, cancelled
   *     or given to an executor
   */
  FlowFuture<Void> on(Executor executor);

  /**
   * Returns what the run waits for.
   *
   * @return the pause that the last step ended with, after which the run is to go on: once its
   *     condition has completed, or its delay is over. If it goes on earlier, the stage is called
   *     again all the same. Null if the run did not pause
   */
  @Nullable PauseFlow pause();

  /**
   * Returns whether the run has completed, failed or been cancelled.
   *
   * @return true if so
   */
  boolean hasEnded();

  /**
   * Saves the run: the stages and steps that it is at, how many items it has taken, the values in
   * scope, accumulators and open contexts. What it waits for, and what a tunnel has read ahead, is
   * not saved: it is called, or read, again.
   *
   * @return what {@link DurableFlow#restore} goes on from; a run that has completed is restored as
   *     one that ends at once
   * @throws IllegalStateException if the run has failed, or was cancelled
   * @throws SavedRunException if a value cannot be saved, such as a sorted set with a comparator of
   *     its own
   */
  byte[] save();

  /**
   * Ends the run, and closes what it has opened. What was saved of it stays as it is.
   *
   * @return completes when all is closed, exceptionally if closing throws
   */
  CompletionStage<Void> cancel();
}
