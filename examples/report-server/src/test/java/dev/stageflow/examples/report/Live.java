package dev.stageflow.examples.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;

/** What the live page is told. */
record Live(JsonObject state) {

  /** Asks the server for its next event. */
  static Live of(ReportServer server) {
    URI uri = URI.create("http://localhost:" + server.port() + "/live/events");
    try (Stream<String> lines =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
            .body()) {
      return lines
          .filter(line -> line.startsWith("data: "))
          .map(line -> new Live(new JsonObject(line.substring("data: ".length()))))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<JsonObject> flows() {
    return state.getJsonArray("flows").stream().map(JsonObject.class::cast).toList();
  }

  int connectionsInUse() {
    return state.getInteger("connectionsInUse");
  }

  /** Whether there is one flow, and it is paused for its reader. */
  boolean waitsForItsReader() {
    return flows().size() == 1
        && flows().get(0).getString("state").equals("PAUSED")
        && connectionsInUse() == 0;
  }
}
