package dev.stageflow.examples.report;

import dev.stageflow.examples.pricing.LineItem;
import dev.stageflow.examples.report.database.Database;
import dev.stageflow.examples.report.database.TpchLoader;
import dev.stageflow.examples.report.pricing.LineItemQuery;
import dev.stageflow.examples.report.web.WebServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A running server: a database, one event loop, and the pages on it. */
public final class ReportServer implements AutoCloseable {
  private final Database database;
  private final Context loop;
  private final WebServer web;
  private final int port;

  private ReportServer(Database database, Context loop, WebServer web, int port) {
    this.database = database;
    this.loop = loop;
    this.web = web;
    this.port = port;
  }

  /**
   * Starts a server, after its database has been filled where it was empty.
   *
   * @param settings what to start
   * @param progress takes a line of text now and then, on the calling thread
   * @throws SQLException if the database cannot be reached or filled
   * @throws IOException if the port cannot be listened to
   */
  public static ReportServer start(Settings settings, Consumer<String> progress)
      throws SQLException, IOException {
    Database database =
        Database.open(
            settings.jdbcUrl(), settings.user(), settings.password(), settings.connections());
    try {
      new TpchLoader(database.dataSource(), settings.scale(), progress).loadOnce();
      return listen(database, LineItemQuery.readAll(database.dataSource()), settings);
    } catch (Throwable e) {
      database.close();
      throw e;
    }
  }

  private static ReportServer listen(Database database, List<LineItem> lineItems, Settings settings)
      throws IOException {
    int port = settings.port();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Context loop = vertx.getOrCreateContext();
    WebServer web = new WebServer(loop, database, lineItems, settings.idleTimeout());
    try {
      return new ReportServer(database, loop, web, on(loop, () -> web.listen(port)));
    } catch (CompletionException e) {
      await(vertx.close());
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IOException("cannot listen to port " + port + ": " + cause.getMessage(), cause);
    }
  }

  /** Returns the port that is listened to. */
  public int port() {
    return port;
  }

  /** Returns the database that the pages are made from. */
  public Database database() {
    return database;
  }

  /** Gives the pages under way a few seconds to end, and closes everything. */
  @Override
  public void close() {
    try {
      on(loop, web::shutdown);
      await(loop.owner().close());
    } finally {
      database.close();
    }
  }

  private static <T> T on(Context loop, Supplier<Future<T>> action) {
    Promise<T> result = Promise.promise();
    loop.runOnContext(
        ignored -> Future.succeededFuture().compose(none -> action.get()).onComplete(result));
    return await(result.future());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
