package dev.stageflow.benchmarks.imports;

import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes batches by Spring's templates, for the loop and for Reactor. */
record Jdbc(DataSource database, Consumer<Line> rejects) {

  long save(List<Reading> batch) {
    try {
      return write(batch);
    } catch (DataIntegrityViolationException failure) {
      return batch.stream().mapToLong(this::saveAlone).sum();
    }
  }

  private long saveAlone(Reading reading) {
    try {
      return write(List.of(reading));
    } catch (DataIntegrityViolationException refused) {
      rejects.accept(reading.line());
      return 0;
    }
  }

  private long write(List<Reading> batch) {
    new TransactionTemplate(new JdbcTransactionManager(database))
        .executeWithoutResult(status -> insert(batch));
    return batch.size();
  }

  private void insert(List<Reading> batch) {
    new JdbcTemplate(database)
        .batchUpdate(
            Reading.INSERT,
            batch,
            batch.size(),
            (insert, reading) -> {
              insert.setString(1, reading.file());
              insert.setInt(2, reading.line().number());
              insert.setString(3, reading.sensor());
              insert.setBigDecimal(4, reading.celsius());
            });
  }
}
