package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ShutdownTest {
  private static final String URL = "jdbc:h2:mem:shutdown;DB_CLOSE_DELAY=-1";

  @Test
  void aPageWhoseFlowHasEndedIsSentToItsLastByte() throws Exception {
    ReportServer server =
        ReportServer.start(
            new Settings(0, URL, null, null, 2, 0.005, Duration.ofSeconds(60)), line -> {});
    try (RawReader reader = RawReader.keptAlive(server, "/report")) {
      await().until(() -> Live.of(server).waitsForItsReader());
      while (!Live.of(server).flows().isEmpty()) {
        reader.read(8_000);
      }

      CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
      await().until(() -> !serves(server));

      assertThat(reader.readAll()).endsWith("</html>\n\r\n0\r\n\r\n");
      closed.join();
    }
  }

  private static boolean serves(ReportServer server) throws InterruptedException {
    try {
      return Pages.get(server, "/").statusCode() == 200;
    } catch (IOException refused) {
      return false;
    }
  }
}
