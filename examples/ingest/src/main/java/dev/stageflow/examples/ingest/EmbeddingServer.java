package dev.stageflow.examples.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/**
 * Stands in for an embedding service, which has its moods. It answers after 20 ms. A request with a
 * {@code U+FFFD} in it, which stands for what is no text, is a bad one.
 */
final class EmbeddingServer implements AutoCloseable {
  static final int OK = 200;
  static final int TOO_MANY = 429;
  static final int UNAVAILABLE = 503;
  static final int NEVER = 0;

  private static final Gson GSON = new Gson();
  private static final int BAD_REQUEST = 400;
  private static final int ANSWER_MILLIS = 20;
  private static final int DIMENSIONS = 8;

  private final HttpServer http;
  private final IntUnaryOperator mood;
  private final int retryAfterSeconds;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger mostAtWork = new AtomicInteger();

  private EmbeddingServer(HttpServer http, IntUnaryOperator mood, int retryAfterSeconds) {
    this.http = http;
    this.mood = mood;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * Starts a server on a free port.
   *
   * @param mood gives the status of the answer to each request, by its number from 1 on
   * @param retryAfterSeconds what a 429 says
   */
  static EmbeddingServer start(IntUnaryOperator mood, int retryAfterSeconds) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    EmbeddingServer server = new EmbeddingServer(http, mood, retryAfterSeconds);
    http.createContext("/embeddings", server::receive);
    http.start();
    return server;
  }

  /** Of a hundred requests, turns five away, is ill at two, and forgets one. */
  static int usual(int request) {
    return request % 100 == 50
        ? NEVER
        : request % 20 == 7 ? TOO_MANY : request % 50 == 13 ? UNAVAILABLE : OK;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/embeddings");
  }

  int requests() {
    return requests.get();
  }

  /** Returns how many requests were answered at once, at most. */
  int mostAtWork() {
    return mostAtWork.get();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String[] texts;
    try (Reader body = new InputStreamReader(exchange.getRequestBody(), UTF_8)) {
      texts = GSON.fromJson(body, String[].class);
    }
    int status = mood.applyAsInt(requests.incrementAndGet());
    if (status == NEVER) {
      return;
    }
    mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
    Future<?> unused =
        timer.schedule(() -> answer(exchange, status, texts), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void answer(HttpExchange exchange, int status, String[] texts) {
    atWork.decrementAndGet();
    try (exchange) {
      if (status == TOO_MANY) {
        exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfterSeconds));
      }
      if (status != OK) {
        send(exchange, status, "");
      } else if (Arrays.stream(texts).anyMatch(text -> text.contains("\uFFFD"))) {
        send(exchange, BAD_REQUEST, "not a text");
      } else {
        send(exchange, OK, GSON.toJson(Arrays.stream(texts).map(EmbeddingServer::vector).toList()));
      }
    } catch (IOException gone) {
      // The client has given its request up.
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static float[] vector(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = Math.round(random.nextFloat() * 1_000) / 1_000f;
    }
    return vector;
  }

  @Override
  public void close() {
    http.stop(0);
    timer.shutdownNow();
  }
}
