package dev.stageflow;

import dev.stageflow.internal.tunnel.BindingSnapshot;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What code finds on its thread rather than in its parameters, such as a logger's MDC, a trace's
 * span or a security context: set with {@link FlowOptions#threadContext}, it is captured where a
 * run is started, and is in place on each thread that calls something of the run.
 *
 * <pre>{@code
 * ThreadContext user = () -> {
 *   String name = CURRENT_USER.get();
 *   return () -> {
 *     String before = CURRENT_USER.get();
 *     CURRENT_USER.set(name);
 *     return () -> CURRENT_USER.set(before);
 *   };
 * };
 * report.on(eventLoop).threadContext(user).start(customer);
 * }</pre>
 *
 * <p>Libraries that know such snapshots fit as they are: with Micrometer's context-propagation, the
 * context is {@code () -> factory.captureAll()::setThreadLocals}, with OpenTelemetry's it is {@code
 * () -> Context.current()::makeCurrent}.
 *
 * <p>It is in place during each slice of the run and each turn of its tunnels' workers. So it is
 * seen by stages, sources, sinks, hooks, listeners, and by what depends on the run's completion
 * without a thread of its own. What a stage itself sets on its thread is gone with the slice. A run
 * on the thread that starts it, by {@code run}, {@code collect} or {@code single}, finds there what
 * was captured, so only its tunnels need it.
 *
 * <p>What any of these methods throws goes to its thread's uncaught-exception handler; the run goes
 * on without that context.
 */
@FunctionalInterface
public interface ThreadContext {

  /**
   * Captures what is on the current thread: the one that starts the run, or that subscribes to its
   * publisher. Called once for each run.
   *
   * @return what was captured; its threads are those of the run's executor and of its tunnels,
   *     several at once where it has tunnels
   */
  Snapshot capture();

  /**
   * Makes a context of what can only be bound around a task, such as the JDK's scoped values:
   * {@code ThreadContext.around(() -> ScopedValue.where(USER, USER.get())::run)}.
   *
   * @param capture captures what is on the current thread, as {@link #capture()} does; the executor
   *     that it returns runs a task once, at once, on the thread that hands it over, with what was
   *     captured bound to that thread
   * @return the context
   */
  static ThreadContext around(Supplier<? extends Executor> capture) {
    Objects.requireNonNull(capture, "capture");
    return () -> new BindingSnapshot(capture.get());
  }

  /** What was captured. */
  @FunctionalInterface
  interface Snapshot {

    /**
     * Puts what was captured on the current thread.
     *
     * @return puts back what was there before: closed once, by the same thread
     */
    AutoCloseable install();

    /**
     * Runs a task with what was captured in place. This method installs it before and puts back
     * afterwards what was there.
     *
     * @param task the task, which throws nothing
     * @throws Exception any failure but the task's
     */
    default void run(Runnable task) throws Exception {
      AutoCloseable installed = Objects.requireNonNull(install(), "what restores a context");
      try {
        task.run();
      } finally {
        installed.close();
      }
    }
  }
}
