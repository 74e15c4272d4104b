package dev.stageflow.examples.ingest;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.resilience4j.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the documents of a folder in chunks, has them embedded, and writes them to a database.
 *
 * @param written what the database has already, from a run that was stopped
 * @param service gives the vectors
 * @param gate holds the service's rate limit
 * @param insert writes a row
 */
record Ingest(Set<String> written, EmbeddingClient service, Gate gate, BatchUpdate insert) {
  private static final int CHUNK_LENGTH = 400;

  @Sequence
  List<Path> documents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Tunnel
  @Function
  String read(Path document) throws IOException {
    return Files.readString(document);
  }

  @Sequence
  Stream<Chunk> chunks(String text, @Upstream("documents") Path document) {
    String name = document.getFileName().toString();
    return IntStream.rangeClosed(1, (text.length() + CHUNK_LENGTH - 1) / CHUNK_LENGTH)
        .mapToObj(number -> new Chunk(name, number, part(text, number)));
  }

  private static String part(String text, int number) {
    int start = (number - 1) * CHUNK_LENGTH;
    return text.substring(start, Math.min(start + CHUNK_LENGTH, text.length()));
  }

  @Filter
  boolean missing(Chunk chunk) {
    return !written.contains(chunk.toString());
  }

  @Accumulate(flushWhen = "full", flushAfterMillis = 200)
  void batch(List<Chunk> batch, Chunk chunk) {
    batch.add(chunk);
  }

  boolean full(List<Chunk> batch) {
    return batch.size() == 32;
  }

  @Parallel(value = 16, ordered = false)
  @Timeout(millis = 1_000)
  @Retry(
      times = 5,
      on = {TryLaterException.class, TimeoutException.class},
      delay = "asTold")
  @Function
  CompletionStage<List<Row>> embed(List<Chunk> batch) {
    return gate.call(() -> service.embed(batch));
  }

  @Nullable Duration asTold(TryLaterException failure) {
    return failure.retryAfter();
  }

  @Recover("embed")
  @Output("rejects")
  Reject reject(List<Chunk> batch, Exception failure) {
    return new Reject(batch, failure);
  }

  @Tunnel
  @Function
  long save(List<Row> rows) throws SQLException {
    return insert
        .rows(
            rows,
            (row, values) ->
                values
                    .bind(row.chunk().document())
                    .bind(row.chunk().number())
                    .bind(row.chunk().text())
                    .bind(row.vector()))
        .execute();
  }
}
