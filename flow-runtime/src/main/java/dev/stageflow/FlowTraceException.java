package dev.stageflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells in a failure where the flow was: it is never thrown, but {@linkplain
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
 */
public final class FlowTraceException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient @Nullable FlowTrace trace;

  /**
   * Holds a trace.
   *
   * @param trace where the flow was
   */
  public FlowTraceException(FlowTrace trace) {
    super("the flow was" + indented(trace), null, false, false);
    this.trace = trace;
  }

  private static String indented(FlowTrace trace) {
    return trace.toString().lines().map(line -> "\n\t\t" + line).reduce("", String::concat);
  }

  /**
   * Gives the trace.
   *
   * @return where the flow was; without a level if the exception was read from its serialized form,
   *     of which it is no part
   */
  public FlowTrace trace() {
    return trace == null ? new FlowTrace(List.of()) : trace;
  }
}
