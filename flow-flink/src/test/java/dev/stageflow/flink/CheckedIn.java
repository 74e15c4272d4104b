package dev.stageflow.flink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Knows which customers were welcomed when a checkpoint was taken, in the same task and before the
 * {@link Stay}. Throws once, if it is to, after a checkpoint that has some of them.
 */
final class CheckedIn implements MapFunction<Long, Long>, CheckpointedFunction, CheckpointListener {
  private static final long serialVersionUID = 1L;

  /** Those who were welcomed before a checkpoint that has completed, and that before the throw. */
  static final Set<Long> SAVED = ConcurrentHashMap.newKeySet();

  static final AtomicBoolean IS_TO_THROW = new AtomicBoolean();
  static final AtomicBoolean HAS_THROWN = new AtomicBoolean();

  private final ArrayList<Long> passed = new ArrayList<>();
  private final HashMap<Long, Set<Long>> welcomed = new HashMap<>();

  static void forget() {
    SAVED.clear();
    IS_TO_THROW.set(false);
    HAS_THROWN.set(false);
  }

  @Override
  public Long map(Long customer) {
    if (SAVED.size() > 100 && Stay.ASKED_LAST.get() > 100 && IS_TO_THROW.getAndSet(false)) {
      HAS_THROWN.set(true);
      Stay.priceLastNights();
      Pace.IS_FREE.set(true);
      throw new IllegalStateException("thrown on purpose");
    }
    passed.add(customer);
    return customer;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    Set<Long> now = new HashSet<>(passed);
    now.retainAll(Stay.WELCOMED.keySet());
    welcomed.put(context.getCheckpointId(), now);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // Nothing is restored: what was welcomed before is in SAVED.
  }

  @Override
  public void notifyCheckpointComplete(long id) {
    Set<Long> now = welcomed.getOrDefault(id, Set.of());
    if (!HAS_THROWN.get()) {
      SAVED.addAll(now);
    }
  }
}
