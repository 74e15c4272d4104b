package dev.stageflow.examples.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A browser that reads as fast as it can. */
final class Pages {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Pages() {}

  static HttpResponse<String> get(ReportServer server, String path)
      throws IOException, InterruptedException {
    return CLIENT.send(request(server, path), BodyHandlers.ofString());
  }

  static HttpRequest request(ReportServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build();
  }
}
