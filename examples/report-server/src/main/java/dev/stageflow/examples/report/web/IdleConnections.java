package dev.stageflow.examples.report.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Closes connections on which nothing is asked for some time: half a request would keep its
 * connection for ever. The server's own idle timeout would also close those of readers who are
 * slow, or wait for their page's turn. All methods are called on the event loop.
 */
final class IdleConnections {
  private final Map<HttpConnection, Use> connections = new HashMap<>();

  /** How a connection is used. */
  private static final class Use {
    private final List<HttpServerResponse> unanswered = new ArrayList<>();

    /** Whether there was nothing to answer at the last look either. */
    private boolean idle;
  }

  /** Adds a connection that has been opened. */
  void add(HttpConnection connection) {
    connections.put(connection, new Use());
    connection.closeHandler(closed -> connections.remove(connection));
  }

  /** Counts a connection as used until the request is answered. */
  void use(HttpServerRequest request) {
    Use use = connections.get(request.connection());
    if (use != null) {
      use.idle = false;
      use.unanswered.add(request.response());
    }
  }

  /**
   * Begins to close connections that are idle for once to twice the timeout.
   *
   * @param timeout how often to look
   */
  void start(Vertx vertx, Duration timeout) {
    vertx.setPeriodic(
        timeout.toMillis(), look -> Map.copyOf(connections).forEach(this::closeIfIdle));
  }

  private void closeIfIdle(HttpConnection connection, Use use) {
    use.unanswered.removeIf(response -> response.ended() || response.closed());
    if (use.idle) {
      connection.close();
    }
    use.idle = use.unanswered.isEmpty();
  }
}
