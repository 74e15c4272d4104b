package dev.stageflow.tests.durable;

import dev.stageflow.FlowStore;
import dev.stageflow.RunInUseException;
import dev.stageflow.StoredRun;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageConsumer;
import java.util.ArrayList;
import java.util.List;

/** Keeps one run in memory, with its outputs, and what was done with it. */
final class RecordingStore implements FlowStore<List<Integer>> {
  private static final StageAction NOTHING = () -> {};

  private final Thread loop = Thread.currentThread();
  private final List<Integer> written = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private byte[] saved;
  private boolean finished;
  private boolean open;
  private int opened;
  private int closed;
  private int saving;
  private StageAction onOpen = NOTHING;
  private StageAction onSave = NOTHING;
  private StageAction onClose = NOTHING;

  /** Does something before a run is opened; on a worker. */
  synchronized void onOpen(StageAction action) {
    onOpen = action;
  }

  /** Does something within each save; on a worker. */
  synchronized void onSave(StageAction action) {
    onSave = action;
  }

  /** Does something before a session is closed; on a worker. */
  synchronized void onClose(StageAction action) {
    onClose = action;
  }

  /** Returns the outputs that were written. */
  synchronized List<Integer> written() {
    return List.copyOf(written);
  }

  /** Returns how many outputs each save has written. */
  synchronized List<Integer> sizes() {
    return List.copyOf(sizes);
  }

  /** Returns how many saves have begun. */
  synchronized int saving() {
    return saving;
  }

  synchronized boolean isFinished() {
    return finished;
  }

  synchronized boolean isOpen() {
    return open;
  }

  synchronized int opened() {
    return opened;
  }

  synchronized int closed() {
    return closed;
  }

  private void requireWorker() {
    if (Thread.currentThread() == loop) {
      throw new AssertionError("on the thread of the loop");
    }
  }

  private synchronized StageAction action(int which) {
    return which == 0 ? onOpen : which == 1 ? onSave : onClose;
  }

  @Override
  public Session<List<Integer>> open(String id) throws Exception {
    requireWorker();
    action(0).run();
    synchronized (this) {
      if (open) {
        throw new RunInUseException("the run '" + id + "' is in use");
      }
      open = true;
      opened++;
      return new RecordingSession(saved, finished);
    }
  }

  @Override
  public List<StoredRun> runs() {
    return List.of();
  }

  @Override
  public boolean delete(String id) {
    return false;
  }

  @SuppressWarnings("try") // close() may throw anything
  private final class RecordingSession implements Session<List<Integer>> {
    private final byte[] before;
    private final boolean ended;

    RecordingSession(byte[] before, boolean ended) {
      this.before = before;
      this.ended = ended;
    }

    @Override
    public byte[] saved() {
      return before;
    }

    @Override
    public boolean isFinished() {
      return ended;
    }

    @Override
    public void save(byte[] state, StageConsumer<? super List<Integer>> outputs) throws Exception {
      write(outputs);
      synchronized (RecordingStore.this) {
        saved = state;
      }
    }

    @Override
    public void finish(StageConsumer<? super List<Integer>> outputs) throws Exception {
      write(outputs);
      synchronized (RecordingStore.this) {
        saved = null;
        finished = true;
      }
    }

    private void write(StageConsumer<? super List<Integer>> outputs) throws Exception {
      requireWorker();
      List<Integer> now = new ArrayList<>();
      outputs.accept(now);
      synchronized (RecordingStore.this) {
        saving++;
      }
      action(1).run();
      synchronized (RecordingStore.this) {
        if (!open) {
          throw new AssertionError("the session is closed");
        }
        written.addAll(now);
        sizes.add(now.size());
      }
    }

    @Override
    public void close() throws Exception {
      requireWorker();
      synchronized (RecordingStore.this) {
        open = false;
        closed++;
      }
      action(2).run();
    }
  }
}
