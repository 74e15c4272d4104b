package dev.stageflow.benchmarks.imports;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.jdbc.BatchUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The import as a flow. */
@SuppressWarnings("StreamResourceLeak") // the flow closes them
record FlowImport(BatchUpdate insert, Consumer<Line> rejects) {
  @Sequence
  Stream<Path> files(Path folder) throws IOException {
    return Files.list(folder).sorted();
  }

  @Sequence
  Stream<Line> lines(Path file) throws IOException {
    AtomicInteger number = new AtomicInteger();
    return Files.lines(file).map(text -> new Line(file, number.incrementAndGet(), text));
  }

  @Function
  Reading parse(Line line) {
    return Reading.parse(line);
  }

  @Recover("parse")
  @Nullable Reading unreadable(Line line, IllegalArgumentException failure) {
    rejects.accept(line);
    return null;
  }

  @Accumulate(flushWhen = "full")
  void batch(List<Reading> batch, Reading reading) {
    batch.add(reading);
  }

  boolean full(List<Reading> batch) {
    return batch.size() == 500;
  }

  @Function
  long save(List<Reading> batch) throws SQLException {
    return insert
        .rows(
            batch,
            (reading, row) ->
                row.bind(reading.file())
                    .bind(reading.line().number())
                    .bind(reading.sensor())
                    .bind(reading.celsius()),
            (reading, failure) -> {
              rejects.accept(reading.line());
              return null;
            })
        .execute();
  }
}
