package dev.stageflow.examples.report.web;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import dev.stageflow.SourceRunner;
import dev.stageflow.examples.report.html.HtmlStream;
import dev.stageflow.examples.report.live.RunningFlows;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;

/** Serves a document with a run of its own for each request, which ends when its reader leaves. */
final class FlowPageHandler implements Handler<RoutingContext> {
  private static final System.Logger LOG = System.getLogger(FlowPageHandler.class.getName());

  private final SourceRunner<String> document;
  private final Context loop;
  private final RunningFlows running;
  private final OpenPages open;

  /**
   * Makes a handler.
   *
   * @param document gives the pieces of the document
   * @param loop the event loop of all requests
   * @param running told of each run
   * @param open told of each page
   */
  FlowPageHandler(
      SourceRunner<String> document, Context loop, RunningFlows running, OpenPages open) {
    this.document = document;
    this.loop = loop;
    this.running = running;
    this.open = open;
  }

  @Override
  public void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    HtmlStream page = new HtmlStream(request.response(), loop);
    FlowListener started =
        new FlowListener() {
          @Override
          public void onStart(FlowRun run) {
            running.add(request.path(), run, page);
          }
        };
    document.listener(started).publisher().subscribe(page);
    open.add(page.sent().onFailure(failure -> breakOff(request, failure)));
  }

  /** Closes the connection, and so tells the browser that the document is not complete. */
  private static void breakOff(HttpServerRequest request, Throwable failure) {
    if (!(failure instanceof CancellationException)) {
      LOG.log(Level.ERROR, "The flow of " + request.path() + " failed", failure);
    }
    var unused = request.connection().close();
  }
}
