package dev.stageflow.examples.report.live;

import dev.stageflow.examples.report.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends browsers what happens, as server-sent events, as long as one of them listens. All methods
 * are called on the event loop.
 */
public final class LiveFeed {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final Vertx vertx;
  private final RunningFlows flows;
  private final LoopGap gap;
  private final Database database;
  private final Set<HttpServerResponse> listeners = new LinkedHashSet<>();
  private long timer;

  /** Makes a feed that nobody listens to yet. */
  public LiveFeed(Vertx vertx, RunningFlows flows, LoopGap gap, Database database) {
    this.vertx = vertx;
    this.flows = flows;
    this.gap = gap;
    this.database = database;
  }

  /** Sends events to a browser until it goes away. */
  public void subscribe(HttpServerResponse listener) {
    listener
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store");
    listener.closeHandler(gone -> unsubscribe(listener));
    if (listeners.isEmpty()) {
      timer = vertx.setPeriodic(INTERVAL.toMillis(), ignored -> send());
    }
    listeners.add(listener);
    send();
  }

  /** Ends all subscriptions. */
  public void close() {
    for (HttpServerResponse listener : List.copyOf(listeners)) {
      unsubscribe(listener);
      listener.end();
    }
  }

  private void unsubscribe(HttpServerResponse listener) {
    listeners.remove(listener);
    if (listeners.isEmpty()) {
      vertx.cancelTimer(timer);
    }
  }

  private void send() {
    List<Future<JsonObject>> described = flows.all().stream().map(RunningFlow::describe).toList();
    Future.all(described).onSuccess(all -> send(event(all.list())));
  }

  private void send(JsonObject event) {
    String message = "data: " + event.encode() + "\n\n";
    for (HttpServerResponse listener : listeners) {
      if (!listener.writeQueueFull()) { // who reads slowly sees fewer events
        listener.write(message);
      }
    }
  }

  private JsonObject event(List<JsonObject> described) {
    return new JsonObject()
        .put("recentGapMillis", millis(gap.recent()))
        .put("largestGapMillis", millis(gap.largest()))
        .put("connections", database.connections())
        .put("connectionsInUse", database.connectionsInUse())
        .put("flowsStarted", flows.started())
        .put("flows", new JsonArray(described));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
