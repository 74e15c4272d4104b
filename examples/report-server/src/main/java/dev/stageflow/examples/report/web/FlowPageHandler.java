package dev.stageflow.examples.report.web;

import dev.stageflow.FlowRun;
import dev.stageflow.examples.report.html.HtmlStream;
import dev.stageflow.examples.report.html.Layout;
import dev.stageflow.examples.report.live.RunningFlows;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Serves a page with a flow of its own for each request, which ends when its reader goes away. */
final class FlowPageHandler implements Handler<RoutingContext> {
  private static final System.Logger LOG = System.getLogger(FlowPageHandler.class.getName());

  private final FlowPage page;
  private final Context loop;
  private final RunningFlows running;

  /**
   * Makes a handler.
   *
   * @param page what to serve
   * @param loop the event loop of all requests
   * @param running told of each flow
   */
  FlowPageHandler(FlowPage page, Context loop, RunningFlows running) {
    this.page = page;
    this.loop = loop;
    this.running = running;
  }

  @Override
  public void handle(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    HtmlStream stream = new HtmlStream(request.response(), loop);
    stream.append(Layout.head(page.title()));
    stream.append(page.opening());
    FlowRun run = page.flow().apply(stream);
    running.add(request.path(), run, stream);
    request.response().closeHandler(gone -> run.cancel());
    run.completion().whenComplete((done, failure) -> end(request, stream, failure));
  }

  private void end(HttpServerRequest request, HtmlStream stream, @Nullable Throwable failure) {
    if (failure == null) {
      stream.append(page.closing());
      stream.append(Layout.tail());
      stream.end();
      return;
    }
    if (!(failure instanceof CancellationException)) {
      LOG.log(Level.ERROR, "The flow of " + request.path() + " failed", failure);
    }
    // Without an end, so that the browser knows, too, that the page is not complete.
    stream.append(Layout.broken());
    stream.flush().onComplete(sent -> request.connection().close());
  }
}
