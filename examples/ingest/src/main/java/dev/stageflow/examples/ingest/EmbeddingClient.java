package dev.stageflow.examples.ingest;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Calls the embedding service. */
final class EmbeddingClient {
  private static final Gson GSON = new Gson();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  EmbeddingClient(URI address) {
    this.address = address;
  }

  /** Has chunks embedded; cancelling the future ends the request. */
  CompletableFuture<List<Outcome>> embed(List<Chunk> chunks) {
    List<String> texts = chunks.stream().map(Chunk::text).toList();
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(GSON.toJson(texts))).build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenCompose(
            answer ->
                answer.statusCode() == 200
                    ? CompletableFuture.completedFuture(rows(chunks, answer.body()))
                    : CompletableFuture.failedFuture(failure(answer)));
  }

  private static List<Outcome> rows(List<Chunk> chunks, String json) {
    JsonArray vectors = GSON.fromJson(json, JsonArray.class);
    return IntStream.range(0, chunks.size())
        .<Outcome>mapToObj(i -> new Outcome.Row(chunks.get(i), vectors.get(i).toString()))
        .toList();
  }

  private static IOException failure(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status != 429 && status != 503) {
      return new IOException("the service answers " + status + ": " + answer.body());
    }
    Duration retryAfter =
        answer
            .headers()
            .firstValue("Retry-After")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .orElse(null);
    return new TryLaterException(status, retryAfter);
  }
}
