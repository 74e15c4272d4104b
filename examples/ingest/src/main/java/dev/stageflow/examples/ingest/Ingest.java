package dev.stageflow.examples.ingest;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.resilience4j.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the documents of a folder in chunks, and has them embedded. A run can be stopped at any
 * time.
 *
 * @param service gives the vectors
 * @param gate holds the service's rate limit
 */
@FlowDefinition(durable = true)
record Ingest(EmbeddingClient service, Gate gate) {
  private static final int CHUNK_LENGTH = 400;

  @Sequence(resume = "documentsAfter")
  List<Path> documents(Path folder) throws IOException {
    return documentsAfter(folder, folder);
  }

  List<Path> documentsAfter(Path folder, Path last) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.compareTo(last) > 0).sorted().toList();
    }
  }

  @Tunnel
  @Function
  String read(Path document) throws IOException {
    return Files.readString(document);
  }

  @Sequence
  List<Chunk> chunks(String text, @Upstream("documents") Path document) {
    String name = document.getFileName().toString();
    return IntStream.rangeClosed(1, (text.length() + CHUNK_LENGTH - 1) / CHUNK_LENGTH)
        .mapToObj(number -> new Chunk(name, number, part(text, number)))
        .toList();
  }

  private static String part(String text, int number) {
    int start = (number - 1) * CHUNK_LENGTH;
    return text.substring(start, Math.min(start + CHUNK_LENGTH, text.length()));
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
  CompletionStage<List<Outcome>> embed(List<Chunk> batch) {
    return gate.call(() -> service.embed(batch));
  }

  @Nullable Duration asTold(TryLaterException failure) {
    return failure.retryAfter();
  }

  @Recover("embed")
  List<Outcome> reject(List<Chunk> batch, Exception failure) {
    return batch.stream()
        .<Outcome>map(chunk -> new Outcome.Reject(chunk, failure.toString()))
        .toList();
  }

  @Sequence
  List<Outcome> outcomes(List<Outcome> batch) {
    return batch;
  }
}
