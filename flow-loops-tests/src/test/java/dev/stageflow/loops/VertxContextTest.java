package dev.stageflow.loops;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A context of Vert.x, whose {@code runOnContext} is an executor. */
class VertxContextTest extends EventLoopTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();

  @Override
  Executor executor() {
    return slice -> context.runOnContext(ignored -> slice.run());
  }

  @Override
  void shutDown() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
