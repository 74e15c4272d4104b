package dev.stageflow.internal.tunnel;

import dev.stageflow.ThreadContext;
import dev.stageflow.internal.failure.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was captured where a run was started, for the threads that call something of the run. A
 * context that throws harms neither the run nor the other contexts.
 */
public final class RunContext {
  public static final RunContext NONE = new RunContext(List.of());

  private final List<ThreadContext.Snapshot> snapshots;

  private RunContext(List<ThreadContext.Snapshot> snapshots) {
    this.snapshots = snapshots;
  }

  /** Captures what is on the current thread. */
  static RunContext capture(List<ThreadContext> contexts) {
    if (contexts.isEmpty()) {
      return NONE;
    }
    List<ThreadContext.Snapshot> snapshots = new ArrayList<>();
    for (ThreadContext context : contexts) {
      try {
        snapshots.add(Objects.requireNonNull(context.capture(), "what a context captured"));
      } catch (Throwable thrown) {
        Failures.report(thrown);
      }
    }
    return new RunContext(snapshots);
  }

  /** Makes a task run in this context; gives the same task where there is none. */
  Runnable wrap(Runnable task) {
    return this == NONE ? task : () -> run(task);
  }

  /** Runs a task in this context. */
  public void run(Runnable task) {
    run(task, 0);
  }

  private void run(Runnable task, int next) {
    if (next == snapshots.size()) {
      task.run();
      return;
    }
    Once inner = new Once(() -> run(task, next + 1));
    try {
      snapshots.get(next).run(inner);
    } catch (Throwable thrown) {
      Failures.report(thrown);
    }
    inner.finish();
  }

  /**
   * A task that a context is to run: it is run in any case, and what it throws is no business of
   * the context.
   */
  private static final class Once implements Runnable {
    private final Runnable task;
    private final Thread thread = Thread.currentThread();
    private boolean begun;
    private @Nullable Throwable thrown;

    Once(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (thread != Thread.currentThread() || begun) {
        throw new IllegalStateException(
            "a thread context must run its task once, at once, on the thread that hands it over");
      }
      begun = true;
      try {
        task.run();
      } catch (Throwable failure) {
        thrown = failure;
      }
    }

    void finish() {
      if (!begun) {
        run();
      }
      if (thrown != null) {
        throw Failures.<RuntimeException>same(thrown);
      }
    }
  }
}
