package dev.stageflow.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page about event loops shows works, and is this very code. */
@Timeout(30)
class EventLoopsManualTest {
  private static final Pattern SHOWN =
      Pattern.compile("// manual\\R(.*?)\\R+ *// end", Pattern.DOTALL);

  private final Flow<String, String> report =
      ShippingFlow.of(new Shipping(new Journal(), new SlowWarehouse(4)));
  private final List<String> labels = SlowWarehouse.labels(4);

  @Test
  void aFlowRunsOnNetty() throws Exception {
    EventLoop loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next();
    try {
      assertThat(EventLoopsManual.netty(report, loop, "ann").get(20, TimeUnit.SECONDS))
          .isEqualTo(labels);
    } finally {
      loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
  }

  @Test
  void aFlowRunsOnVertx() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      assertThat(
              EventLoopsManual.vertx(report, vertx.getOrCreateContext(), "ann")
                  .toCompletionStage()
                  .toCompletableFuture()
                  .get(20, TimeUnit.SECONDS))
          .isEqualTo(labels);
    } finally {
      vertx.close();
    }
  }

  @Test
  void aFlowRunsOnAnExecutor() throws Exception {
    ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    try {
      List<String> written = new ArrayList<>();
      FlowRun run = EventLoopsManual.executor(report, loop, "ann", written::add);
      run.completion().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(written).isEqualTo(labels);
    } finally {
      loop.shutdown();
    }
  }

  @Test
  void theManualShowsThisVeryCode() throws IOException {
    Path code =
        Path.of("src", "test", "java", "dev", "stageflow", "loops", "EventLoopsManual.java");
    String page = Files.readString(Path.of("..", "docs", "event-loops.md"));
    List<String> shown =
        SHOWN
            .matcher(Files.readString(code))
            .results()
            .map(part -> part.group(1).stripIndent().strip())
            .toList();
    assertThat(shown).hasSize(4).allSatisfy(part -> assertThat(page).contains(part));
  }
}
