package dev.stageflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a flow is run, whichever way: on the calling thread, as a stream, or on an executor. {@link
 * Flow#using} gives a flow that is run so. Immutable: each method returns new options.
 *
 * <pre>{@code
 * FlowOptions discreet =
 *     FlowOptions.defaults().itemText(item -> null).waitInterval(Duration.ofMillis(50));
 * List<Line> all = report.using(discreet).collect(customer);
 * FlowRun run = report.using(discreet).on(eventLoop).start(customer);
 * }</pre>
 *
 * <p>The options are those of the run: where a flow is a part of another one, by {@code then} or as
 * a subflow, the options of the whole hold, and the part's are not asked.
 */
public final class FlowOptions {
  private static final FlowOptions DEFAULTS =
      new FlowOptions(
          Duration.ofMillis(1),
          Duration.ofMillis(10),
          null,
          List.of(),
          List.of(),
          FlowOptions::text,
          null);

  private final Duration timeSlice;
  private final Duration waitInterval;
  private final @Nullable Executor tunnelOn;
  private final List<FlowListener> listeners;
  private final List<ThreadContext> threadContexts;
  private final Function<Object, @Nullable String> itemText;
  private final @Nullable Duration timeout;

  private FlowOptions(
      Duration timeSlice,
      Duration waitInterval,
      @Nullable Executor tunnelOn,
      List<FlowListener> listeners,
      List<ThreadContext> threadContexts,
      Function<Object, @Nullable String> itemText,
      @Nullable Duration timeout) {
    this.timeSlice = timeSlice;
    this.waitInterval = waitInterval;
    this.tunnelOn = tunnelOn;
    this.listeners = listeners;
    this.threadContexts = threadContexts;
    this.itemText = itemText;
    this.timeout = timeout;
  }

  @SuppressWarnings("ConstantValue") // a user's toString may well give null
  private static String text(Object item) {
    String text = item.toString();
    return text == null ? "null" : text;
  }

  /**
   * Returns the options of a flow for which none were set.
   *
   * @return a slice of 1 ms, a wait interval of 10 ms, the usual threads for tunnels, no listener,
   *     no thread context, and each item shown by its own {@code toString}
   */
  public static FlowOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets how long a slice may take before it returns to the executor. A slice of slow stages is cut
   * short, one of fast stages runs long; a single call of a stage is never cut. In slices of a
   * nanosecond, the shortest, one stage is called at most. Only for runs on an executor.
   *
   * @param slice the length aimed at
   * @return options with that slice
   * @throws IllegalArgumentException if it is zero or negative
   */
  public FlowOptions timeSlice(Duration slice) {
    if (slice.isZero() || slice.isNegative()) {
      throw new IllegalArgumentException("a time slice must be longer than zero, not " + slice);
    }
    return new FlowOptions(
        slice, waitInterval, tunnelOn, listeners, threadContexts, itemText, timeout);
  }

  /**
   * Sets the delay after a {@linkplain PauseFlow#now() pause that names no condition}. Where a flow
   * is {@linkplain Flow#open opened}, the pause is its caller's, and so is the delay.
   *
   * @param interval the delay
   * @return options with that interval
   * @throws IllegalArgumentException if it is negative
   */
  public FlowOptions waitInterval(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("a wait interval must not be negative: " + interval);
    }
    return new FlowOptions(
        timeSlice, interval, tunnelOn, listeners, threadContexts, itemText, timeout);
  }

  /**
   * Sets where {@linkplain dev.stageflow.annotation.Tunnel tunnelled} stages run. Each run uses one
   * of its threads at most for each of them, and none for one whose buffer is full.
   *
   * @param workers the executor, whose threads may block
   * @return options with that executor
   */
  public FlowOptions tunnelOn(Executor workers) {
    Objects.requireNonNull(workers, "workers");
    return new FlowOptions(
        timeSlice, waitInterval, workers, listeners, threadContexts, itemText, timeout);
  }

  /**
   * Adds a listener, which observes the runs and can control them. Several may be added.
   *
   * @param listener the listener, which is called by the threads of all runs
   * @return options with that listener too
   */
  public FlowOptions listener(FlowListener listener) {
    List<FlowListener> more = plus(listeners, listener);
    return new FlowOptions(
        timeSlice, waitInterval, tunnelOn, more, threadContexts, itemText, timeout);
  }

  /**
   * Adds what code finds on its thread, such as a logger's MDC: it is carried from the thread that
   * starts a run to those that make it, tunnels included. Several may be added; they are installed
   * in that order, and taken off in the other.
   *
   * @param context captures what is on a thread; called by all threads that start a run
   * @return options with that context too
   */
  public FlowOptions threadContext(ThreadContext context) {
    List<ThreadContext> more = plus(threadContexts, context);
    return new FlowOptions(timeSlice, waitInterval, tunnelOn, listeners, more, itemText, timeout);
  }

  private static <T> List<T> plus(List<T> some, T added) {
    List<T> more = new ArrayList<>(some);
    more.add(Objects.requireNonNull(added));
    return List.copyOf(more);
  }

  /**
   * Sets how the traces of failures and of {@link FlowRun#trace()} show the item in hand; by
   * default as its {@code toString} does. Use it where items hold personal data, where their text
   * takes long to make, as that of a list of a million elements does, or where it would query a
   * database, as that of lazily loaded entities may.
   *
   * <p>Whatever the text, a trace shows one printable line of it, of 80 characters at most: line
   * breaks and other control characters come as escapes such as {@code \n}.
   *
   * @param text gives an item's text; null leaves the item out. Called once the run is closed, by
   *     the thread that has the run or asks for the trace; what it throws is shown in the text's
   *     place
   * @return options with that text
   */
  public FlowOptions itemText(Function<Object, @Nullable String> text) {
    Objects.requireNonNull(text, "text");
    return new FlowOptions(
        timeSlice, waitInterval, tunnelOn, listeners, threadContexts, text, timeout);
  }

  /**
   * Sets how long a run may take. One that takes longer is cancelled: it closes all that is open,
   * and then fails with a {@link java.util.concurrent.TimeoutException}, which generated methods do
   * not declare. The time counts from the start of a run or a subscription, and from the first
   * output that is asked of a stream or of an {@linkplain Flow#open opened} flow, whatever the run
   * waits for. A single call of a stage is not interrupted unless it is {@linkplain
   * dev.stageflow.annotation.Tunnel tunnelled}; a stream that nobody asks for its next output fails
   * when somebody does.
   *
   * @param timeout the longest time
   * @return options with that timeout
   * @throws IllegalArgumentException if it is zero or negative
   */
  public FlowOptions timeout(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout must be longer than zero, not " + timeout);
    }
    return new FlowOptions(
        timeSlice, waitInterval, tunnelOn, listeners, threadContexts, itemText, timeout);
  }

  /**
   * Returns how long a slice may take.
   *
   * @return the length aimed at, more than zero
   */
  public Duration timeSlice() {
    return timeSlice;
  }

  /**
   * Returns the delay after a pause that names no condition.
   *
   * @return the delay, zero or more
   */
  public Duration waitInterval() {
    return waitInterval;
  }

  /**
   * Returns where tunnelled stages run.
   *
   * @return the executor; null for virtual threads, or daemon threads on a JDK that has no virtual
   *     ones
   */
  public @Nullable Executor tunnelOn() {
    return tunnelOn;
  }

  /**
   * Returns the listeners.
   *
   * @return an unmodifiable list, in the order in which they are called
   */
  public List<FlowListener> listeners() {
    return listeners;
  }

  /**
   * Returns the thread contexts.
   *
   * @return an unmodifiable list, in the order in which they are installed
   */
  public List<ThreadContext> threadContexts() {
    return threadContexts;
  }

  /**
   * Returns how traces show an item.
   *
   * @return gives an item's text, or null to leave it out
   */
  public Function<Object, @Nullable String> itemText() {
    return itemText;
  }

  /**
   * Returns how long a run may take.
   *
   * @return the longest time; null for any
   */
  public @Nullable Duration timeout() {
    return timeout;
  }
}
