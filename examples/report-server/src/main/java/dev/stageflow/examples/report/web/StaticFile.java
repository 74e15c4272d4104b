package dev.stageflow.examples.report.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * A file that is served as it is; all of them are small, and are kept in memory.
 *
 * @param path where it is served
 * @param resource its name beside this class
 * @param type its media type
 */
record StaticFile(String path, String resource, String type) {
  private static final StaticFile[] ALL = {
    new StaticFile("/", "index.html", "text/html; charset=utf-8"),
    new StaticFile("/live", "live.html", "text/html; charset=utf-8"),
    new StaticFile("/live.js", "live.js", "text/javascript; charset=utf-8"),
    new StaticFile("/style.css", "style.css", "text/css; charset=utf-8"),
  };

  /** Adds a route for each file. */
  static void addTo(Router router) {
    for (StaticFile file : ALL) {
      Buffer content = file.read();
      router
          .route(file.path())
          .method(HttpMethod.GET)
          .method(HttpMethod.HEAD)
          .handler(routing -> file.serve(routing, content));
    }
  }

  private void serve(RoutingContext routing, Buffer content) {
    HttpServerResponse response = routing.response().putHeader("Content-Type", type);
    if (HttpMethod.HEAD.equals(routing.request().method())) {
      response.putHeader("Content-Length", String.valueOf(content.length())).end();
    } else {
      response.end(content.copy());
    }
  }

  private Buffer read() {
    try (InputStream in = StaticFile.class.getResourceAsStream(resource)) {
      return Buffer.buffer(Objects.requireNonNull(in, resource).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
