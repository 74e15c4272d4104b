package dev.stageflow.examples.report.web;

import dev.stageflow.FlowRun;
import dev.stageflow.examples.report.html.HtmlStream;
import dev.stageflow.examples.report.html.Layout;
import dev.stageflow.examples.report.live.RunningFlows;
import io.vertx.core.Context;
import io.vertx.core.Future;
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
  private final OpenPages open;

  /**
   * Makes a handler.
   *
   * @param page what to serve
   * @param loop the event loop of all requests
   * @param running told of each flow
   * @param open told of each page
   */
  FlowPageHandler(FlowPage page, Context loop, RunningFlows running, OpenPages open) {
    this.page = page;
    this.loop = loop;
    this.running = running;
    this.open = open;
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
    open.add(
        Future.fromCompletionStage(
            run.completion()
                .handle((done, failure) -> end(request, stream, failure))
                .thenCompose(Future::toCompletionStage)));
  }

  private Future<Void> end(
      HttpServerRequest request, HtmlStream stream, @Nullable Throwable failure) {
    if (failure == null) {
      stream.append(page.closing());
      stream.append(Layout.tail());
      return stream.end();
    }
    if (!(failure instanceof CancellationException)) {
      LOG.log(Level.ERROR, "The flow of " + request.path() + " failed", failure);
    }
    // Without an end, so that the browser knows, too, that the page is not complete.
    stream.append(Layout.broken());
    return stream.flush().eventually(() -> request.connection().close());
  }
}
