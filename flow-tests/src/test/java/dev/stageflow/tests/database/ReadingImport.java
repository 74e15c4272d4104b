package dev.stageflow.tests.database;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

// manual
/** Brings a file of readings into a database. A run that was stopped goes on where it was. */
class ReadingImport {
  record Line(String file, int number, String text) {}

  record Reading(Line line, String sensor, BigDecimal celsius) {}

  private final QuerySequence position;
  private final BatchUpdate saved;
  private final BatchUpdate insert;
  private final BatchUpdate reject;

  ReadingImport(DataSource database) {
    position =
        QuerySequence.on(database).sql("select coalesce(max(line), 0) from saved where file = ?");
    saved = BatchUpdate.on(database).sql("insert into saved (file, line) values (?, ?)");
    insert =
        BatchUpdate.on(database)
            .sql("insert into reading (file, line, sensor, celsius) values (?, ?, ?, ?)");
    reject =
        BatchUpdate.on(database)
            .sql("insert into reject (file, line, reason) values (?, ?, ?) on conflict do nothing");
  }

  @Tunnel
  @Sequence
  QueryIterator<Integer> position(Path file) { // one row: the last line that was saved
    return position.bind(file.toString()).map(row -> row.getInt(1));
  }

  @Tunnel
  @Sequence
  Stream<Line> lines(int position, @Upstream("input") Path file) throws IOException {
    AtomicInteger number = new AtomicInteger(position);
    return Files.lines(file)
        .skip(position)
        .map(text -> new Line(file.toString(), number.incrementAndGet(), text));
  }

  @Function
  Reading parse(Line line) {
    String[] cells = line.text().split(",");
    return new Reading(line, cells[0], new BigDecimal(cells[1]));
  }

  @Tunnel
  @Recover("parse")
  @Nullable Reading reject(Line line, RuntimeException failure) throws SQLException {
    rejected(line, failure).execute();
    return null;
  }

  @Accumulate(flushWhen = "full")
  void batch(List<Reading> batch, Reading reading) {
    batch.add(reading);
  }

  boolean full(List<Reading> batch) {
    return batch.size() == 500;
  }

  @Tunnel
  @Function
  long save(List<Reading> batch) throws SQLException {
    Line last = batch.get(batch.size() - 1).line();
    return insert
        .rows(
            batch,
            (reading, row) ->
                row.bind(reading.line().file())
                    .bind(reading.line().number())
                    .bind(reading.sensor())
                    .bind(reading.celsius()),
            (reading, failure) -> rejected(reading.line(), failure))
        .with(saved.row(last.file(), last.number()))
        .execute();
  }

  private BatchUpdate rejected(Line line, Exception failure) {
    return reject.row(line.file(), line.number(), failure.toString());
  }
}
// end
