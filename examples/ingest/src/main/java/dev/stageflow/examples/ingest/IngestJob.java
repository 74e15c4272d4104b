package dev.stageflow.examples.ingest;

import dev.stageflow.DurableSink;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.examples.ingest.Outcome.Reject;
import dev.stageflow.examples.ingest.Outcome.Row;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.resilience4j.Gate;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * The run of {@link Ingest} for a folder, which is saved together with the rows that it writes: it
 * goes on where the last job for the folder was stopped, however that was.
 */
final class IngestJob implements AutoCloseable {
  final FlowRun run;
  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final BatchUpdate insert;
  private final BatchUpdate reject;

  IngestJob(Path folder, DataSource database, URI service, Gate gate) {
    insert =
        BatchUpdate.on(database)
            .sql("insert into chunk (document, number, text, vector) values (?, ?, ?, ?)");
    reject =
        BatchUpdate.on(database)
            .sql("insert into reject (document, number, reason) values (?, ?, ?)");
    run =
        IngestFlow.of(new Ingest(new EmbeddingClient(service), gate))
            .using(FlowOptions.defaults().itemText(IngestJob::shown))
            .durable(JdbcFlowStore.of(database), folder.toString())
            .saveEvery(Duration.ofMillis(250))
            .on(loop)
            .start(folder, DurableSink.batch(this::write));
  }

  /** Returns what a trace shows of an item. */
  private static String shown(Object item) {
    return item instanceof List<?> list
        ? list.size() + " from " + list.get(0)
        : String.valueOf(item);
  }

  /** Writes what came since the last save, in the transaction of this one. */
  private void write(List<Outcome> outcomes, Connection connection) throws SQLException {
    insert
        .rows(
            only(Row.class, outcomes),
            (row, values) ->
                values
                    .bind(row.chunk().document())
                    .bind(row.chunk().number())
                    .bind(row.chunk().text())
                    .bind(row.vector()))
        .with(
            reject.rows(
                only(Reject.class, outcomes),
                (row, values) ->
                    values
                        .bind(row.chunk().document())
                        .bind(row.chunk().number())
                        .bind(row.reason())))
        .execute(connection);
  }

  private static <T> List<T> only(Class<T> type, List<Outcome> outcomes) {
    return outcomes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Cancels the run, if it has not ended, and waits until all that it has open is closed. */
  @Override
  public void close() {
    run.cancel();
    run.completion().handle((done, failure) -> true).toCompletableFuture().join();
    loop.shutdown();
  }
}
