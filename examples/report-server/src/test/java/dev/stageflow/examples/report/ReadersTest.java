package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(240)
class ReadersTest {
  /** What the server's queue and the sockets of both sides may hold for one reader. */
  private static final int BYTES_ON_THE_WAY = 600_000;

  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @AfterEach
  void noFlowConnectionOrWorkerThreadIsLeft() {
    await().until(() -> live().flows().isEmpty());
    await().until(() -> live().connectionsInUse() == 0);
    await().until(() -> threads().noneMatch(name -> name.startsWith("stageflow-")));
  }

  @Test
  void aPageBeginsBeforeItEnds() throws Exception {
    try (RawReader reader = new RawReader(SERVER.get(), "/report")) {
      assertThat(reader.read(4_000)).contains("<h1>Sales report</h1>", "<h2>AFRICA</h2>");

      await().until(this::theOnlyFlowWaits);
    }
  }

  @Test
  void aSlowReaderPausesTheFlowAndLittleIsKeptForIt() throws Exception {
    int size = Pages.get(SERVER.get(), "/report").body().length();
    try (RawReader reader = new RawReader(SERVER.get(), "/report")) {
      await().until(this::theOnlyFlowWaits);
      for (int read = 100_000; read <= 500_000; read += 100_000) {
        reader.read(100_000);
        int upTo = read;
        await().until(() -> theOnlyFlowWaits() && bytesSent() > upTo);

        assertThat(bytesSent()).isLessThan(read + BYTES_ON_THE_WAY).isLessThan(size);
      }
      assertThat(reader.readAll()).contains("All regions: 15,000 orders").contains("</html>");
    }
  }

  @Test
  void aReaderThatGoesAwayCancelsTheFlow() throws Exception {
    try (RawReader reader = new RawReader(SERVER.get(), "/report")) {
      reader.read(1_000);
      await().until(this::theOnlyFlowWaits);
    }

    await().until(() -> live().flows().isEmpty());
  }

  @Test
  void fiftyReadersAtOnceGetTheSamePageThoughOneIsSlowAndTenGoAway() throws Exception {
    String expected = Pages.get(SERVER.get(), "/report").body();
    HttpClient client = HttpClient.newHttpClient();
    try (RawReader slow = new RawReader(SERVER.get(), "/report")) {
      List<RawReader> leaving = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        leaving.add(new RawReader(SERVER.get(), "/report"));
      }
      List<CompletableFuture<HttpResponse<String>>> patient = new ArrayList<>();
      for (int i = 0; i < 39; i++) {
        patient.add(
            client.sendAsync(Pages.request(SERVER.get(), "/report"), BodyHandlers.ofString()));
      }
      for (RawReader reader : leaving) {
        reader.read(100_000);
        reader.close();
      }

      for (CompletableFuture<HttpResponse<String>> page : patient) {
        assertThat(page.get().body()).isEqualTo(expected);
      }
      await().until(this::theOnlyFlowWaits);
      assertThat(slow.readAll()).contains("All regions: 15,000 orders").contains("</html>");
    }
  }

  @Test
  void readersWhoHangUpCutNobodyElsesPage() throws Exception {
    String expected = Pages.get(SERVER.get(), "/report").body();
    HttpClient client = HttpClient.newHttpClient();
    for (int round = 0; round < 5; round++) {
      List<CompletableFuture<HttpResponse<String>>> patient = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        patient.add(
            client.sendAsync(Pages.request(SERVER.get(), "/report"), BodyHandlers.ofString()));
        try (RawReader leaving = new RawReader(SERVER.get(), "/report")) {
          leaving.read(1_000 * round);
        }
      }
      for (CompletableFuture<HttpResponse<String>> page : patient) {
        assertThat(page.get().body()).isEqualTo(expected);
      }
    }
  }

  @Test
  void twoThousandReadersAtOnceGetTheirPages() throws Exception {
    String url = "jdbc:h2:mem:crowd;DB_CLOSE_DELAY=-1";
    Settings small = new Settings(0, url, null, null, 2, 0.0005, Duration.ofMinutes(1));
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (ReportServer server = ReportServer.start(small, line -> {})) {
      String expected = Pages.get(server, "/summary").body();
      List<CompletableFuture<HttpResponse<String>>> pages = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        pages.add(client.sendAsync(Pages.request(server, "/summary"), BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> page : pages) {
        assertThat(page.get().body()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aConnectionOnWhichNothingIsAskedIsClosed() throws Exception {
    try (RawReader silent = RawReader.keptAlive(SERVER.get(), "/");
        RawReader half = RawReader.halfWay(SERVER.get(), "/")) {
      assertThat(silent.readAll()).contains("</html>");
      assertThat(half.readAll()).isEmpty();
    }
  }

  private boolean theOnlyFlowWaits() {
    return live().waitsForItsReader();
  }

  private long bytesSent() {
    return live().flows().get(0).getLong("bytesSent");
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  private static Live live() {
    return Live.of(SERVER.get());
  }
}
