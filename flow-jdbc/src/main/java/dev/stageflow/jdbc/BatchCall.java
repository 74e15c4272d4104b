package dev.stageflow.jdbc;

import dev.stageflow.internal.tunnel.BlockingCall;
import dev.stageflow.jdbc.internal.Cancellation;
import dev.stageflow.jdbc.internal.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Executes a batch, and what is written with it, in a transaction of its own or of the caller. */
final class BatchCall {
  private final Batch batch;
  private final Cancellation cancellation = new Cancellation();

  private BatchCall(Batch batch) {
    this.batch = batch;
  }

  static long execute(Batch batch) throws SQLException {
    return batch.isEmpty() ? 0 : new BatchCall(batch).count();
  }

  static long execute(Batch batch, Connection connection) throws SQLException {
    return batch.isEmpty() ? 0 : new BatchCall(batch).countOn(connection);
  }

  static <K> List<K> execute(Batch batch, List<String> columns, RowMapper<? extends K> mapper)
      throws SQLException {
    String[] names = columns.toArray(String[]::new);
    if (names.length == 0) {
      throw new IllegalArgumentException("no columns");
    }
    Objects.requireNonNull(mapper, "mapper");
    return batch.isEmpty() ? List.of() : new BatchCall(batch).keys(names, mapper);
  }

  private long count() throws SQLException {
    return inTransaction(this::count);
  }

  private long countOn(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      throw new IllegalArgumentException("the connection is in auto-commit mode: no transaction");
    }
    return cancellable(() -> count(connection));
  }

  private long count(Connection connection) throws SQLException {
    AtomicLong count = new AtomicLong();
    write(
        batch,
        connection,
        Connection::prepareStatement,
        (statement, counts) -> count.addAndGet(sum(counts)));
    return count.get();
  }

  private <K> List<K> keys(String[] columns, RowMapper<? extends K> mapper) throws SQLException {
    return inTransaction(
        connection -> {
          List<K> all = new ArrayList<>();
          write(
              batch,
              connection,
              (from, sql) -> from.prepareStatement(sql, columns),
              (statement, counts) -> {
                try (ResultSet keys = cancellation.ask(statement::getGeneratedKeys)) {
                  read(keys, mapper, all);
                }
              });
          return Collections.unmodifiableList(all);
        });
  }

  private <K> void read(ResultSet keys, RowMapper<? extends K> mapper, List<K> all)
      throws SQLException {
    while (cancellation.ask(keys::next)) {
      K key = mapper.map(keys);
      if (key != null) {
        all.add(key);
      }
    }
  }

  /** Prepares a statement. */
  private interface Prepare {
    PreparedStatement on(Connection connection, String sql) throws SQLException;
  }

  private void write(Batch some, Connection connection, Prepare prepare, RowWriter.Written written)
      throws SQLException {
    if (!some.rows().isEmpty()) {
      try (PreparedStatement statement = prepare.on(connection, some.sql())) {
        if (some.timeoutSeconds() > 0) {
          statement.setQueryTimeout(some.timeoutSeconds());
        }
        new RowWriter(
                connection,
                statement,
                cancellation,
                written,
                update -> writeBeside(update.batch(), connection))
            .write(some.rows());
      }
    }
    for (Batch other : some.others()) {
      writeBeside(other, connection);
    }
  }

  private void writeBeside(Batch other, Connection connection) throws SQLException {
    batch.requireSameDatabase(other);
    write(other, connection, Connection::prepareStatement, (statement, counts) -> {});
  }

  private static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count == Statement.SUCCESS_NO_INFO ? 1 : count;
    }
    return sum;
  }

  private <T> T inTransaction(Transaction.Work<T, SQLException> work) throws SQLException {
    return cancellable(
        () ->
            Transaction.<T, SQLException>commit(
                batch.dataSource(),
                connection -> {
                  cancellation.check();
                  T result = work.on(connection);
                  cancellation.check();
                  return result;
                }));
  }

  private <T> T cancellable(Cancellation.Call<T> call) throws SQLException {
    return BlockingCall.cancelledBy(
        cancellation::cancel,
        () -> {
          cancellation.enter();
          try {
            cancellation.check();
            return call.make();
          } finally {
            cancellation.exit();
          }
        });
  }
}
