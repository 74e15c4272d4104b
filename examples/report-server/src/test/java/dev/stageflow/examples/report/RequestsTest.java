package dev.stageflow.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no plain GET of a page gets a plain answer. */
@Timeout(120)
class RequestsTest {
  @RegisterExtension static final SharedServer SERVER = new SharedServer();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/live", "/live.js", "/style.css", "/report", "/summary"})
  void headIsAnsweredLikeGetWithoutABody(String path) throws Exception {
    HttpRequest head =
        HttpRequest.newBuilder(Pages.request(SERVER.get(), path).uri())
            .method("HEAD", BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(head, BodyHandlers.ofString());
    HttpResponse<String> page = Pages.get(SERVER.get(), path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .isEqualTo(page.headers().firstValue("Content-Type"));
    assertThat(answer.body()).isEmpty();
    assertThat(Live.of(SERVER.get()).flows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/%", "/report%f", "/%c0%ae"})
  void aMalformedPathIsABadRequestAndNoFaultOfTheServer(String path) throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    Logger vertx = Logger.getLogger("io.vertx");
    Handler recording =
        new Handler() {
          @Override
          public void publish(LogRecord logRecord) {
            logged.add(logRecord.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    vertx.addHandler(recording);
    try (RawReader reader = new RawReader(SERVER.get(), path)) {
      assertThat(reader.readAll()).startsWith("HTTP/1.1 4");
    } finally {
      vertx.removeHandler(recording);
    }
    assertThat(logged).isEmpty();
  }

  @Test
  void anUnknownPathIsNotFound() throws Exception {
    assertThat(Pages.get(SERVER.get(), "/nowhere").statusCode()).isEqualTo(404);
  }
}
