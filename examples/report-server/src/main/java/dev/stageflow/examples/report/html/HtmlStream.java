package dev.stageflow.examples.report.html;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way to a browser. It asks for the next piece only while the socket takes more,
 * so that only a few pieces are ever in memory. All methods are called on the event loop.
 */
public final class HtmlStream implements Subscriber<String> {
  private static final int LARGE_CHUNK_BYTES = 16 * 1024;

  private final HttpServerResponse response;
  private final Context loop;
  private final Promise<Void> sent = Promise.promise();
  private @Nullable Subscription pieces;
  private Buffer chunk = Buffer.buffer();
  private long received;

  /**
   * Makes an empty document.
   *
   * @param response takes the document, in chunks
   * @param loop the event loop of that response
   */
  public HtmlStream(HttpServerResponse response, Context loop) {
    this.response = response;
    this.loop = loop;
    response.setChunked(true).putHeader("Content-Type", "text/html; charset=utf-8");
  }

  /** Begins to ask for pieces, until the browser goes away. */
  @Override
  public void onSubscribe(Subscription subscription) {
    pieces = subscription;
    response.closeHandler(
        gone -> {
          subscription.cancel();
          sent.tryComplete();
        });
    requestOne();
  }

  @Override
  public void onNext(String piece) {
    if (chunk.length() == 0) {
      // What is written in one slice of time is sent in one go, as soon as the slice ends.
      loop.runOnContext(ignored -> flush());
    }
    chunk.appendString(piece);
    received++;
    if (chunk.length() >= LARGE_CHUNK_BYTES) {
      flush();
    }
    if (response.writeQueueFull()) {
      response.drainHandler(ready -> requestOne());
    } else {
      requestOne();
    }
  }

  private void requestOne() {
    Objects.requireNonNull(pieces).request(1);
  }

  /** Ends the document. */
  @Override
  public void onComplete() {
    flush();
    response.end().onComplete(ended -> sent.tryComplete());
  }

  /**
   * Leaves the document without an end, so that the browser knows, too, that it is not complete.
   */
  @Override
  public void onError(Throwable failure) {
    chunk.appendString(Layout.broken().markup());
    flush().onComplete(done -> sent.tryFail(failure));
  }

  /**
   * Returns what succeeds when all of the document is sent, or the browser has gone away; and fails
   * with what has ended the document.
   */
  public Future<Void> sent() {
    return sent.future();
  }

  /** Returns how many pieces have come. */
  public long pieces() {
    return received;
  }

  /** Returns how many bytes have been handed to the socket. */
  public long bytesSent() {
    return response.bytesWritten();
  }

  private Future<Void> flush() {
    Buffer full = chunk;
    chunk = Buffer.buffer();
    return full.length() == 0 || response.closed()
        ? Future.succeededFuture()
        : response.write(full);
  }
}
