package dev.stageflow.flink;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Throws once after two checkpoints, so that the job goes on from the second. */
final class Interruption implements MapFunction<Long, Long>, CheckpointListener {
  private static final long serialVersionUID = 1L;

  static final AtomicBoolean HAS_THROWN = new AtomicBoolean();

  /** How many checkpoints all instances together have been told of. */
  static final AtomicInteger CHECKPOINTS = new AtomicInteger();

  private int checkpoints;

  static void forget() {
    HAS_THROWN.set(false);
    CHECKPOINTS.set(0);
  }

  @Override
  public Long map(Long element) {
    if (checkpoints >= 2 && !HAS_THROWN.getAndSet(true)) {
      Pace.IS_FREE.set(true);
      throw new IllegalStateException("thrown on purpose");
    }
    return element;
  }

  @Override
  public void notifyCheckpointComplete(long id) {
    checkpoints++;
    CHECKPOINTS.incrementAndGet();
  }
}
