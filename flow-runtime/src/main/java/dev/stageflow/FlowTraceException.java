package dev.stageflow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows in a failure where the flow was: it is never thrown, but {@linkplain
 * Throwable#getSuppressed() suppressed} in what ended a run, so that it is printed and logged with
 * it.
 *
 * <pre>
 * java.lang.IllegalStateException: no price
 *     at shop.OrderReport.price(OrderReport.java:31)
 *     …
 *     Suppressed: dev.stageflow.FlowTraceException: the flow was
 *         at shop.OrderReport.price(OrderReport.java:31): items #3 = pen
 *         at shop.OrderReport.items(OrderReport.java:22): orders #2 = Order 7, in the context of items
 *         at shop.OrderReport.orders(OrderReport.java:14): input #1 = Ann
 * </pre>
 *
 * <p>One exception object may end many runs, such as one that is kept in a field, or in a future
 * that has failed. It holds one exception of this class, however many runs ended with it: that of
 * the last one. Each run's own {@link FlowRun#trace()} shows that run alone.
 */
public final class FlowTraceException extends Exception {
  private static final long serialVersionUID = 1;

  /** How many nested runs are shown. */
  private static final int MOST_NESTED = 8;

  /** Guards the adding of exceptions of this class, of which a failure is to have one alone. */
  private static final Object ADDING = new Object();

  /** Where the flow was, and around it those whose stages had called it; replaced as a whole. */
  private transient volatile @Nullable List<FlowTrace> traces;

  /** The message. */
  private volatile String text;

  /**
   * Holds a trace.
   *
   * @param trace where the flow was
   */
  public FlowTraceException(FlowTrace trace) {
    super(null, null, false, false);
    traces = List.of(trace);
    text = text(List.of(trace));
  }

  /**
   * Suppresses in a failure where a run was that has ended with it. Called by runs; code that only
   * calls them has no need to.
   *
   * @param failure what the run ended with; nothing is added if it takes no suppressed exceptions
   * @param trace where the run was; without a level if that is not known
   * @param nested whether the failure came out of another run, which a stage of this one had made:
   *     what it shows of that run is kept; what it shows of all others is replaced
   */
  public static void addTo(Throwable failure, FlowTrace trace, boolean nested) {
    synchronized (ADDING) {
      FlowTraceException present = in(failure);
      if (present != null) {
        present.add(trace, nested);
      } else if (!trace.levels().isEmpty()) {
        failure.addSuppressed(new FlowTraceException(trace));
      }
    }
  }

  static @Nullable FlowTraceException in(Throwable failure) {
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof FlowTraceException found) {
        return found;
      }
    }
    return null;
  }

  private void add(FlowTrace trace, boolean nested) {
    List<FlowTrace> told = new ArrayList<>();
    List<FlowTrace> before = traces;
    if (nested && before != null) {
      told.addAll(before);
    }
    if (!trace.levels().isEmpty() && told.size() < MOST_NESTED) {
      told.add(trace);
    }
    traces = List.copyOf(told);
    text = text(told);
  }

  private static String text(List<FlowTrace> traces) {
    if (traces.isEmpty()) {
      return "where the flow was is not known";
    }
    StringBuilder text = new StringBuilder();
    for (FlowTrace trace : traces) {
      text.append(text.isEmpty() ? "the flow was" : "\n\tcalled by a flow that was");
      trace.toString().lines().forEach(line -> text.append("\n\t\t").append(line));
    }
    return text.toString();
  }

  /**
   * Shows where the flow was.
   *
   * @return a line for each level; where a stage has run another flow, those of the inner one first
   */
  @Override
  public String getMessage() {
    return text;
  }

  /**
   * Returns the trace.
   *
   * @return where the flow was, the innermost one if a stage has run another flow; without a level
   *     if that is not known, or if the exception was read from its serialized form, of which it is
   *     no part
   */
  public FlowTrace trace() {
    List<FlowTrace> told = traces;
    return told == null || told.isEmpty() ? new FlowTrace(List.of()) : told.get(0);
  }
}
