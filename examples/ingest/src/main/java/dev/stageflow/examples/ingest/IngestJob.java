package dev.stageflow.examples.ingest;

import dev.stageflow.Flow;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.jdbc.QuerySequence;
import dev.stageflow.resilience4j.Gate;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A run of {@link Ingest}, with what it needs. Closing it stops the run cleanly. */
final class IngestJob implements AutoCloseable {
  final AtomicLong saved = new AtomicLong();
  final AtomicLong rejected = new AtomicLong();
  final FlowRun run;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final BufferedWriter rejects;

  IngestJob(Path folder, DataSource database, URI service, Gate gate, Path rejectsFile)
      throws Exception {
    BatchUpdate insert =
        BatchUpdate.on(database)
            .sql("insert into chunk (document, number, text, vector) values (?, ?, ?, ?)");
    Ingest ingest = new Ingest(written(database), new EmbeddingClient(service), gate, insert);
    rejects = Files.newBufferedWriter(rejectsFile);
    IngestFlow flow =
        IngestFlow.of(ingest).using(FlowOptions.defaults().itemText(IngestJob::shown));
    run = flow.on(loop).start(folder, saved::addAndGet, this::write);
  }

  /** Returns what a trace shows of an item. */
  private static String shown(Object item) {
    return item instanceof List<?> list
        ? list.size() + " from " + list.get(0)
        : String.valueOf(item);
  }

  private static Set<String> written(DataSource database) throws Exception {
    QuerySequence chunks = QuerySequence.on(database).sql("select document, number from chunk");
    return Flow.<QuerySequence>begin()
        .sequenceFrom(query -> query.map(row -> row.getString(1) + "#" + row.getInt(2)))
        .build()
        .collect(chunks, Collectors.toSet());
  }

  private void write(Reject reject) throws IOException {
    for (Chunk chunk : reject.chunks()) {
      rejects.write(chunk + " " + reject.reason() + "\n");
    }
    rejected.addAndGet(reject.chunks().size());
  }

  /**
   * Has the run read no more, and save what it has read. A second call gives that up as well.
   *
   * @return whether this is the first call
   */
  boolean stop() {
    boolean isFirst = !stopping.getAndSet(true);
    if (isFirst) {
      run.drain();
    } else {
      run.cancel();
    }
    return isFirst;
  }

  /** Cancels the run, if it has not ended, and waits until all that it has open is closed. */
  @Override
  public void close() throws IOException {
    run.cancel();
    run.completion().handle((done, failure) -> true).toCompletableFuture().join();
    rejects.close();
    loop.shutdown();
  }
}
