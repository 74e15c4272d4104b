package dev.stageflow.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The MDC of whoever starts a run is that of the run. */
class MdcContextTest {
  private final TestLoop loop = new TestLoop();
  private final List<String> seen = new ArrayList<>();
  private final Flow<Integer, Integer> flow =
      Flow.<Integer>begin()
          .sequence(last -> List.of(1, last))
          .<Integer>function(
              number -> {
                seen.add(number + " " + MDC.get("request"));
                MDC.put("stage", "seen");
                return number;
              })
          .build();

  @AfterEach
  void clear() {
    MDC.clear();
  }

  private void start(int last) {
    flow.on(loop).timeSlice(Duration.ofNanos(1)).threadContext(new MdcContext()).start(last);
  }

  @Test
  void runsThatTakeTurnsEachHaveTheirOwn() {
    MDC.put("request", "a");
    start(2);
    MDC.put("request", "b");
    start(3);
    MDC.clear();
    start(4);
    MDC.put("request", "loop");
    loop.runAll();
    assertThat(seen).containsExactlyInAnyOrder("1 a", "2 a", "1 b", "3 b", "1 null", "4 null");
    assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("request");
    assertThat(MDC.get("request")).isEqualTo("loop");
  }

  @Test
  void aTunnelHasItToo() throws Exception {
    ExecutorService workers = Executors.newSingleThreadExecutor();
    try {
      Flow<Integer, String> tunnelled =
          Flow.<Integer>begin().function(number -> MDC.get("request")).tunnel().build();
      MDC.put("request", "a");
      CompletableFuture<String> output =
          tunnelled.on(loop).tunnelOn(workers).threadContext(new MdcContext()).single(1);
      MDC.clear();
      assertThat(loop.await(output)).isEqualTo("a");
      assertThat(workers.submit(() -> MDC.get("request")).get()).isNull();
    } finally {
      workers.shutdown();
    }
  }
}
