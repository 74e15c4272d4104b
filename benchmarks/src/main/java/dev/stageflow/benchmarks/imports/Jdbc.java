package dev.stageflow.benchmarks.imports;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Writes batches by plain JDBC, for the loop and for Reactor. */
record Jdbc(DataSource database, Consumer<Line> rejects) {

  long save(List<Reading> batch) throws SQLException {
    try {
      return write(batch);
    } catch (BatchUpdateException failure) {
      return saveOneByOne(batch);
    }
  }

  private long saveOneByOne(List<Reading> batch) throws SQLException {
    long saved = 0;
    for (Reading reading : batch) {
      try {
        saved += write(List.of(reading));
      } catch (BatchUpdateException rejected) {
        rejects.accept(reading.line());
      }
    }
    return saved;
  }

  private long write(List<Reading> batch) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert = connection.prepareStatement(Reading.INSERT)) {
        for (Reading reading : batch) {
          insert.setString(1, reading.file());
          insert.setInt(2, reading.line().number());
          insert.setString(3, reading.sensor());
          insert.setBigDecimal(4, reading.celsius());
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      } finally {
        connection.setAutoCommit(true);
      }
    }
    return batch.size();
  }
}
