package dev.stageflow;

/**
 * What code finds on its thread rather than in its parameters, such as a logger's MDC, a trace's
 * span or a security context: set with {@link FlowRunner#threadContext}, it is captured where a run
 * is started, and is in place on each thread that calls something of the run.
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
 * <p>It is installed before each slice of the run and each turn of its tunnels' workers, and taken
 * off afterwards. So it is seen by stages, sources, sinks, hooks, listeners, and by what depends on
 * the run's completion without a thread of its own. What a stage itself sets on its thread is gone
 * with the slice.
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

  /** What was captured. */
  @FunctionalInterface
  interface Snapshot {

    /**
     * Puts what was captured on the current thread.
     *
     * @return puts back what was there before: closed once, by the same thread
     */
    AutoCloseable install();
  }
}
