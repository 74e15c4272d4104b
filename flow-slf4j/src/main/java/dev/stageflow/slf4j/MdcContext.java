package dev.stageflow.slf4j;

import dev.stageflow.ThreadContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries SLF4J's mapped diagnostic context: what the thread that starts a run has put into its
 * {@link MDC} is in the log of all that the run calls, and in no other.
 *
 * <pre>{@code
 * MDC.put("request", id);
 * report.on(eventLoop).threadContext(new MdcContext()).start(customer);
 * }</pre>
 *
 * <p>What a stage puts into the MDC stays there until its slice ends.
 */
public final class MdcContext implements ThreadContext {

  /** Makes a context; all are alike. */
  public MdcContext() {}

  @Override
  public Snapshot capture() {
    Map<String, String> captured = MDC.getCopyOfContextMap();
    return () -> {
      Map<String, String> before = MDC.getCopyOfContextMap();
      set(captured);
      return () -> set(before);
    };
  }

  private static void set(@Nullable Map<String, String> entries) {
    if (entries == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(entries);
    }
  }
}
