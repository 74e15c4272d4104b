package dev.stageflow.slf4j;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the runs: a failure as an error, once, with the flow's own trace and with what failed while
 * it was closed; a stage that holds the loop as a warning; starts, ends with what the run has
 * counted, retries and recoveries for debugging; pauses for tracing. One listener is enough for all
 * flows, and for any number of threads.
 */
public class LoggingListener implements FlowListener {
  private final Logger logger;

  /** Makes a listener whose logger is named after this class. */
  public LoggingListener() {
    this(LoggerFactory.getLogger(LoggingListener.class));
  }

  /**
   * Makes a listener.
   *
   * @param logger takes the messages
   */
  public LoggingListener(Logger logger) {
    this.logger = Objects.requireNonNull(logger, "logger");
  }

  @Override
  public void onStart(FlowRun run) {
    if (logger.isDebugEnabled()) {
      logger.debug("{} starts", flow(run));
    }
  }

  @Override
  public void onPause(FlowRun run, Pause pause) {
    if (logger.isTraceEnabled()) {
      logger.trace("{} pauses at {}: {}", flow(run), pause.stage(), pause.reason());
    }
  }

  @Override
  public void onResume(FlowRun run, Pause pause, Duration duration) {
    if (logger.isTraceEnabled()) {
      logger.trace("{} goes on at {} after {}", flow(run), pause.stage(), duration);
    }
  }

  @Override
  public void onRetry(FlowRun run, String stage, Throwable failure, Duration delay) {
    if (logger.isDebugEnabled()) {
      logger.debug("{} calls {} again after {}: {}", flow(run), stage, delay, text(failure));
    }
  }

  @Override
  public void onRecover(FlowRun run, String stage, Throwable failure) {
    if (logger.isDebugEnabled()) {
      logger.debug("{} recovers at {}: {}", flow(run), stage, text(failure));
    }
  }

  /** The class alone where a failure cannot describe itself. */
  private static String text(Throwable failure) {
    try {
      return failure.toString();
    } catch (RuntimeException unable) {
      return failure.getClass().getName();
    }
  }

  @Override
  public void onLoopHeld(FlowRun run, Hold hold) {
    if (hold.stage() == null) {
      logger.warn("{} held the loop for {}", flow(run), hold.duration());
    } else {
      logger.warn("{} held the loop for {} at {}", flow(run), hold.duration(), hold.stage());
    }
  }

  @Override
  public void onFinish(
      FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
    if (state == FlowRun.State.FAILED) {
      logger.error("{} has failed after {}", flow(run), duration, failure);
    } else if (failure != null && failure.getSuppressed().length > 0) {
      logger.error("{} was cancelled, and could not be closed", flow(run), failure);
    } else if (logger.isDebugEnabled()) {
      String end = state == FlowRun.State.CANCELLED ? "was cancelled" : "has completed";
      logger.debug("{} {} after {}{}", flow(run), end, duration, counted(run.progress()));
    }
  }

  private static String counted(FlowProgress progress) {
    return counted(progress.dropped(), "items dropped")
        + counted(progress.retries(), "retries")
        + counted(progress.recoveries(), "recoveries");
  }

  private static String counted(long count, String what) {
    return count == 0 ? "" : ", " + what + ": " + count;
  }

  private static String flow(FlowRun run) {
    return run.describe().name();
  }
}
