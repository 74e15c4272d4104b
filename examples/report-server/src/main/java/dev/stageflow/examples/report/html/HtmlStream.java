package dev.stageflow.examples.report.html;

import dev.stageflow.PauseFlow;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A page on its way to a browser. It pauses the flow that writes it while the socket takes no more,
 * so that only a few pieces of it are ever in memory. All methods are called on the event loop.
 */
public final class HtmlStream {
  private static final int LARGE_CHUNK_BYTES = 16 * 1024;

  private final HttpServerResponse response;
  private final Context loop;
  private Buffer chunk = Buffer.buffer();
  private long pieces;

  /**
   * Makes an empty page.
   *
   * @param response takes the page, in chunks
   * @param loop the event loop of that response
   */
  public HtmlStream(HttpServerResponse response, Context loop) {
    this.response = response;
    this.loop = loop;
    response.setChunked(true).putHeader("Content-Type", "text/html; charset=utf-8");
  }

  /**
   * Adds a piece.
   *
   * @throws PauseFlow until the socket takes more, if it is full; nothing has been added then
   */
  public void write(Html piece) throws PauseFlow {
    if (response.writeQueueFull()) {
      throw PauseFlow.until(drained());
    }
    append(piece);
  }

  /** Adds a piece, whether the socket is full or not. */
  public void append(Html piece) {
    if (chunk.length() == 0) {
      // What is written in one slice of time is sent in one go, as soon as the slice ends.
      loop.runOnContext(ignored -> flush());
    }
    chunk.appendString(piece.markup());
    pieces++;
    if (chunk.length() >= LARGE_CHUNK_BYTES) {
      flush();
    }
  }

  /**
   * Ends the page.
   *
   * @return succeeds when all of it is sent
   */
  public Future<Void> end() {
    flush();
    return response.closed() ? Future.succeededFuture() : response.end();
  }

  /**
   * Sends what is there, without an end.
   *
   * @return succeeds when that is sent
   */
  public Future<Void> flush() {
    Buffer full = chunk;
    chunk = Buffer.buffer();
    return full.length() == 0 || response.closed()
        ? Future.succeededFuture()
        : response.write(full);
  }

  /** Returns how many pieces have been written. */
  public long pieces() {
    return pieces;
  }

  /** Returns how many bytes have been handed to the socket. */
  public long bytesSent() {
    return response.bytesWritten();
  }

  /** Returns what a flow's trace shows of it. */
  @Override
  public String toString() {
    return "page";
  }

  private CompletionStage<Void> drained() {
    CompletableFuture<Void> drained = new CompletableFuture<>();
    response.drainHandler(drained::complete);
    return drained;
  }
}
