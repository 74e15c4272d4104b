package dev.stageflow.examples.report.web;

import dev.stageflow.FlowOptions;
import dev.stageflow.SourceRunner;
import dev.stageflow.examples.pricing.LineItem;
import dev.stageflow.examples.report.database.Database;
import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.live.LiveFeed;
import dev.stageflow.examples.report.live.LoopGap;
import dev.stageflow.examples.report.live.RunningFlows;
import dev.stageflow.examples.report.pricing.PricingHistory;
import dev.stageflow.examples.report.pricing.PricingHistoryFlow;
import dev.stageflow.examples.report.sales.SalesQueries;
import dev.stageflow.examples.report.sales.SalesReport;
import dev.stageflow.examples.report.sales.SalesReportFlow;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The server of all pages, on one event loop, which calls all its methods. */
public final class WebServer {
  /** What the system holds for a slow reader, beside what {@code HtmlStream} does. */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  private static final int BAD_REQUEST = HttpResponseStatus.BAD_REQUEST.code();
  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final RunningFlows running = new RunningFlows();
  private final LoopGap gap = new LoopGap();
  private final OpenPages open = new OpenPages();
  private final IdleConnections idle = new IdleConnections();
  private final Duration idleTimeout;
  private final LiveFeed live;
  private final HttpServer server;
  private boolean shuttingDown;

  /**
   * Makes a server.
   *
   * @param loop the event loop
   * @param database what the sales report is read from
   * @param lineItems what the pricing history is computed from
   * @param idleTimeout how long a connection is kept on which nothing is asked
   */
  public WebServer(
      Context loop, Database database, List<LineItem> lineItems, Duration idleTimeout) {
    vertx = loop.owner();
    live = new LiveFeed(vertx, running, gap, database);
    Executor flowLoop = new FairExecutor(loop);
    Router router = Router.router(vertx);
    router.route().handler(this::refuseAtTheEnd);
    router.get("/report").handler(handler(salesReport(flowLoop, database), loop));
    router.get("/summary").handler(handler(pricingHistory(flowLoop, lineItems), loop));
    router.get("/live/events").handler(request -> live.subscribe(request.response()));
    describe("/report", "text/html; charset=utf-8", router);
    describe("/summary", "text/html; charset=utf-8", router);
    describe("/live/events", "text/event-stream", router);
    StaticFile.addTo(router);
    // Without a handler the router logs each path such as /%zz with a stack trace.
    router.errorHandler(
        BAD_REQUEST, routing -> routing.response().setStatusCode(BAD_REQUEST).end());
    this.idleTimeout = idleTimeout;
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSendBufferSize(SEND_BUFFER_BYTES)
                    // Else a connection is known no sooner than its first request is complete.
                    .setHttp2ClearTextEnabled(false))
            .connectionHandler(idle::add)
            .requestHandler(
                request -> {
                  idle.use(request);
                  router.handle(request);
                });
  }

  /** Answers HEAD without making what is asked about. */
  private static void describe(String path, String type, Router router) {
    router.head(path).handler(routing -> routing.response().putHeader("Content-Type", type).end());
  }

  /**
   * Begins to listen, and to measure the loop's gaps: what goes before serves nobody.
   *
   * @param port 0 for any that is free
   * @return the port
   */
  public Future<Integer> listen(int port) {
    return server
        .listen(port)
        .map(
            listening -> {
              gap.start(vertx);
              idle.start(vertx, idleTimeout);
              return listening.actualPort();
            });
  }

  /**
   * Takes no more requests, gives pages a few seconds to be sent, and cancels what is left. The
   * server's own way to do so would close a connection with what a slow reader has not taken yet.
   */
  public Future<Void> shutdown() {
    shuttingDown = true;
    live.close();
    return open.allSent()
        .timeout(TIME_TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)
        .eventually(() -> Future.fromCompletionStage(running.cancelAll()))
        .transform(done -> server.close());
  }

  private void refuseAtTheEnd(RoutingContext routing) {
    if (shuttingDown) {
      routing.response().setStatusCode(HttpResponseStatus.SERVICE_UNAVAILABLE.code()).end();
    } else {
      routing.next();
    }
  }

  /** Returns the flows that make pages now. */
  public RunningFlows running() {
    return running;
  }

  /** Returns how long the loop has been kept busy. */
  public LoopGap gap() {
    return gap;
  }

  private FlowPageHandler handler(SourceRunner<String> document, Context loop) {
    return new FlowPageHandler(document, loop, running, open);
  }

  private static SourceRunner<String> salesReport(Executor loop, Database database) {
    SalesQueries sales = new SalesQueries(database.dataSource());
    return SalesReportFlow.of(new SalesReport(sales)).then(Html.MARKUP).on(loop);
  }

  private static SourceRunner<String> pricingHistory(Executor loop, List<LineItem> lineItems) {
    // The live page asks each flow where it is: the text of all line items would hold up the loop.
    FlowOptions options =
        FlowOptions.defaults()
            .itemText(
                item ->
                    item instanceof Collection<?> items
                        ? items.size() + " items"
                        : String.valueOf(item));
    return PricingHistoryFlow.of(new PricingHistory())
        .bind(lineItems)
        .then(Html.MARKUP)
        .using(options)
        .on(loop);
  }
}
