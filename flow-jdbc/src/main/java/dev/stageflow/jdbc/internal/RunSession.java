package dev.stageflow.jdbc.internal;

import dev.stageflow.FlowStore.Session;
import dev.stageflow.function.StageConsumer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run that an owner has open. It holds no connection. */
final class RunSession implements Session<Connection> {
  private final RunTable runs;
  private final String id;
  private final long owner;
  private final byte @Nullable [] saved;
  private final boolean finished;

  RunSession(RunTable runs, String id, long owner, byte @Nullable [] saved, boolean finished) {
    this.runs = runs;
    this.id = id;
    this.owner = owner;
    this.saved = saved;
    this.finished = finished;
  }

  @Override
  public byte @Nullable [] saved() {
    return saved;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public void save(byte[] state, StageConsumer<? super Connection> outputs) throws Exception {
    runs.save(id, owner, Objects.requireNonNull(state, "state"), outputs);
  }

  @Override
  public void finish(StageConsumer<? super Connection> outputs) throws Exception {
    runs.save(id, owner, null, outputs);
  }

  @Override
  public void close() throws SQLException {
    runs.release(id, owner);
  }
}
