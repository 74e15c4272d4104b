package dev.stageflow.benchmarks.imports;

import dev.stageflow.jdbc.BatchUpdate;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Runs the flow. */
final class FlowImporter implements Importer {
  @Override
  public long run(Path folder, DataSource database, Consumer<Line> rejects) throws Exception {
    BatchUpdate insert = BatchUpdate.on(database).sql(Reading.INSERT);
    return FlowImportFlow.of(new FlowImport(insert, rejects))
        .collect(folder, Collectors.summingLong(saved -> saved));
  }
}
