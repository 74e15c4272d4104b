package dev.stageflow.examples.report.live;

import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.examples.report.html.HtmlStream;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A flow that makes a page. All methods are called on the event loop. */
final class RunningFlow {
  private static final double NANOS_IN_SECOND = 1e9;

  private final long number;
  private final String path;
  private final FlowRun run;
  private final HtmlStream page;
  private final long start = System.nanoTime();

  private long lastLook = start;
  private long lastPieces;

  /**
   * Takes down a flow.
   *
   * @param number which one it is since the server's start, from 1
   * @param path the page's path
   * @param run the flow's run
   * @param page takes the page
   */
  RunningFlow(long number, String path, FlowRun run, HtmlStream page) {
    this.number = number;
    this.path = path;
    this.run = run;
    this.page = page;
  }

  FlowRun run() {
    return run;
  }

  /**
   * Returns how far the flow is, and how fast it was since the last call.
   *
   * @return completes on the event loop, between two steps of the flow
   */
  Future<JsonObject> describe() {
    FlowRun.State state = run.state(); // before the trace, which is taken in a slice
    return Future.fromCompletionStage(run.trace()).map(trace -> describe(state, trace));
  }

  private JsonObject describe(FlowRun.State state, FlowTrace trace) {
    long now = System.nanoTime();
    long pieces = page.pieces();
    double perSecond = (pieces - lastPieces) * NANOS_IN_SECOND / Math.max(1, now - lastLook);
    lastLook = now;
    lastPieces = pieces;
    return new JsonObject()
        .put("number", number)
        .put("page", path)
        .put("state", state.name())
        .put("seconds", (now - start) / NANOS_IN_SECOND)
        .put("piecesPerSecond", perSecond)
        .put("bytesSent", page.bytesSent())
        .put("levels", new JsonArray(trace.levels().stream().map(RunningFlow::level).toList()));
  }

  private static JsonObject level(FlowTrace.Level level) {
    return new JsonObject()
        .put("stage", level.stage())
        .put("items", level.items())
        .put("item", level.item())
        .put("at", level.at());
  }
}
