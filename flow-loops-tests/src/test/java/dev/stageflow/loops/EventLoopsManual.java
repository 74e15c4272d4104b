package dev.stageflow.loops;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.Sink;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The code that the manual's page about event loops shows. */
final class EventLoopsManual {

  private EventLoopsManual() {}

  static CompletableFuture<List<String>> netty(
      Flow<String, String> report, EventLoop eventLoop, String customer) {
    // manual
    CompletableFuture<List<String>> lines = report.on(eventLoop).collect(customer);
    // end
    return lines;
  }

  // manual
  static Executor afterSockets(EventLoop eventLoop) {
    return slice -> {
      var unused = eventLoop.schedule(slice, 0, TimeUnit.NANOSECONDS);
    };
  }

  // end

  static Future<List<String>> vertx(Flow<String, String> report, Context context, String customer) {
    // manual
    Executor onContext = slice -> context.runOnContext(ignored -> slice.run());
    Future<List<String>> lines =
        Future.fromCompletionStage(report.on(onContext).collect(customer), context);
    // end
    return lines;
  }

  static FlowRun executor(
      Flow<String, String> report,
      ScheduledExecutorService eventLoop,
      String customer,
      Sink<String> response) {
    // manual
    FlowRun run = report.on(eventLoop).timeSlice(Duration.ofMillis(1)).start(customer, response);
    // end
    return run;
  }
}
