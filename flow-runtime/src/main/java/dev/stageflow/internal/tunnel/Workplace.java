package dev.stageflow.internal.tunnel;

import dev.stageflow.FlowOptions;
import java.util.concurrent.Executor;

/**
 * Where a run's tunnelled stages are called.
 *
 * @param workers has threads that may block
 * @param context what these threads are to find
 */
public record Workplace(Executor workers, RunContext context) {

  /** The workers that all flows share. */
  private static final Workplace SHARED = new Workplace(Workers.shared(), RunContext.NONE);

  /** Returns that of a run which this thread starts. */
  public static Workplace of(FlowOptions options) {
    Executor chosen = options.tunnelOn();
    RunContext context = RunContext.capture(options.threadContexts());
    return chosen == null && context == RunContext.NONE
        ? SHARED
        : new Workplace(chosen == null ? Workers.shared() : chosen, context);
  }

  /**
   * Makes a worker that has nothing to do yet.
   *
   * @param stage the stage, as a thread dump shows it
   * @param turn what is done in a turn
   */
  Worker worker(String stage, Runnable turn) {
    return new Worker(workers, stage, context.wrap(turn));
  }

  /**
   * Runs a task on a thread of the shared ones, which no worker of the run can keep it waiting for.
   *
   * @param stage the stage, as a thread dump shows it
   * @param task the task
   */
  public void runApart(String stage, Runnable task) {
    Runnable inContext = context.wrap(task);
    Workers.shared().execute(() -> Workers.named(stage, inContext));
  }
}
