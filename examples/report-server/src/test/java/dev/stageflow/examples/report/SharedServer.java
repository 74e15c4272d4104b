package dev.stageflow.examples.report;

import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A server over a database in memory, which all tests share: to fill it takes seconds. */
final class SharedServer implements BeforeAllCallback {
  private static final int CONNECTIONS = 6;
  private static final double SCALE = 0.01;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

  private @Nullable ReportServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // generous, for a busy machine
    // JUnit closes it after the last test of all.
    server =
        context
            .getRoot()
            .getStore(Namespace.create(SharedServer.class))
            .getOrComputeIfAbsent("server", key -> start(), ReportServer.class);
  }

  ReportServer get() {
    return Objects.requireNonNull(server);
  }

  private static ReportServer start() {
    String url = "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1";
    try {
      return ReportServer.start(
          new Settings(0, url, null, null, CONNECTIONS, SCALE, IDLE_TIMEOUT), line -> {});
    } catch (Exception e) {
      throw new IllegalStateException("the server does not start", e);
    }
  }
}
