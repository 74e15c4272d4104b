package dev.stageflow.flink;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Throws once after two checkpoints, so that the job goes on from the second. */
final class Interruption implements MapFunction<Long, Long>, CheckpointListener {
  private static final long serialVersionUID = 1L;

  static final AtomicBoolean HAS_THROWN = new AtomicBoolean();

  private int checkpoints;

  @Override
  public Long map(Long element) {
    if (checkpoints >= 2 && !HAS_THROWN.getAndSet(true)) {
      throw new IllegalStateException("thrown on purpose");
    }
    return element;
  }

  @Override
  public void notifyCheckpointComplete(long id) {
    checkpoints++;
  }
}
