package dev.stageflow.resilience4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A service whose answers come when the test gives them. */
final class Service {
  private final Map<String, CompletableFuture<String>> requests = new LinkedHashMap<>();

  CompletableFuture<String> ask(String question) {
    CompletableFuture<String> request = new CompletableFuture<>();
    requests.put(question, request);
    return request;
  }

  /** Returns what it was asked, in order. */
  List<String> asked() {
    return List.copyOf(requests.keySet());
  }

  CompletableFuture<String> request(String question) {
    return requests.get(question);
  }

  void answer(String question) {
    request(question).complete(question + "!");
  }

  void fail(String question, Exception failure) {
    request(question).completeExceptionally(failure);
  }
}
