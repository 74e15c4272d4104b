package dev.stageflow.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.function.StageFunction;
import dev.stageflow.testing.TestLoop;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs are counted and timed. */
class MetricsListenerTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TestLoop loop = new TestLoop();
  private final MetricsListener metrics = new MetricsListener(registry, Tags.of("loop", "test"));

  private FlowRun start(StageFunction<Integer, Integer> check) {
    FlowRun run =
        Flow.<Integer>begin()
            .function(check)
            .named("check")
            .build()
            .on(loop)
            .listener(metrics)
            .start(1);
    run.completion().exceptionally(failure -> null);
    return run;
  }

  private double milliseconds(String name, String... tags) {
    Timer timer = registry.get(name).tag("loop", "test").tags(tags).timer();
    assertThat(timer.count()).isEqualTo(1);
    return timer.totalTime(TimeUnit.MILLISECONDS);
  }

  @Test
  void aRunIsTimedByItsEnd() {
    start(
        number -> {
          loop.advance(Duration.ofMillis(5));
          return number;
        });
    assertThat(registry.get("stageflow.run.active").tags("flow", "flow").longTaskTimer())
        .satisfies(timer -> assertThat(timer.activeTasks()).isEqualTo(1));
    loop.runAll();
    assertThat(milliseconds("stageflow.run", "state", "completed", "exception", "none"))
        .isEqualTo(5);
    assertThat(registry.get("stageflow.run.active").longTaskTimer().activeTasks()).isZero();
    assertThat(registry.find("stageflow.loop.held").timers()).isEmpty();
    assertThat(registry.find("stageflow.pause").timers()).isEmpty();
    assertThat(registry.find("stageflow.stage.failures").counters()).isEmpty();
  }

  @Test
  void aPauseIsTimedByItsReasonAndStage() {
    List<Integer> calls = new ArrayList<>();
    start(
        number -> {
          calls.add(number);
          if (calls.size() == 1) {
            throw PauseFlow.after(Duration.ofMillis(30));
          }
          return number;
        });
    loop.advance(Duration.ofMillis(30));
    assertThat(milliseconds("stageflow.pause", "reason", "delay", "stage", "check")).isEqualTo(30);
  }

  @Test
  void retriesRecoveriesAndDroppedItemsAreCountedByTheirStages() {
    Flow.<Integer>begin()
        .sequence(n -> List.of(1, 2, 3, 4))
        .filter(n -> n > 1)
        .named("high")
        .<Integer>function(
            n -> {
              if (n > 2) {
                throw new IllegalStateException();
              }
              return n;
            })
        .named("check")
        .retry(RetryPolicy.of(3).withBackoff(Duration.ofMillis(1)))
        .recover(IllegalStateException.class, (n, failure) -> n == 3 ? null : n)
        .build()
        .on(loop)
        .listener(metrics)
        .start(1);
    loop.advance(Duration.ofSeconds(1));
    String failure = "IllegalStateException";
    assertThat(count("stageflow.retries", "stage", "check", "exception", failure)).isEqualTo(6);
    assertThat(count("stageflow.recoveries", "stage", "check", "exception", failure)).isEqualTo(2);
    assertThat(count("stageflow.dropped", "stage", "high")).isEqualTo(1);
    assertThat(count("stageflow.dropped", "stage", "check")).isEqualTo(1);
  }

  private double count(String name, String... tags) {
    return registry.get(name).tags("loop", "test", "flow", "flow").tags(tags).counter().count();
  }

  @Test
  void aFailureIsCountedByItsStageAndException() {
    start(
        number -> {
          throw new IllegalStateException();
        });
    loop.runAll();
    assertThat(
            registry
                .get("stageflow.stage.failures")
                .tags("flow", "flow", "stage", "check", "exception", "IllegalStateException")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(
            milliseconds("stageflow.run", "state", "failed", "exception", "IllegalStateException"))
        .isZero();
  }

  @Test
  void aSliceThatTookTooLongIsTimedByItsStage() {
    start(
        number -> {
          loop.advance(Duration.ofMillis(20));
          return number;
        });
    loop.runAll();
    assertThat(milliseconds("stageflow.loop.held", "stage", "check")).isEqualTo(20);
  }

  @Test
  void aRunThatIsCancelledIsActiveNoMore() {
    FlowRun run =
        start(
            number -> {
              throw PauseFlow.until(new CompletableFuture<>());
            });
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(registry.get("stageflow.run").tag("state", "cancelled").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("stageflow.run.active").longTaskTimer().activeTasks()).isZero();
  }

  @Test
  void aRunThatCannotBeTimedIsActiveNoMore() {
    registry.config().meterFilter(new Refusing("stageflow.run"));
    List<String> uncaught = new ArrayList<>();
    Thread.currentThread()
        .setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure.getMessage()));
    try {
      start(number -> number);
      loop.runAll();
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    assertThat(uncaught).containsExactly("refused");
    assertThat(registry.get("stageflow.run.active").longTaskTimer().activeTasks()).isZero();
  }

  /** Refuses a meter, as a registry may whose meters of a name must all have the same tags. */
  private record Refusing(String name) implements MeterFilter {
    @Override
    public MeterFilterReply accept(Meter.Id id) {
      if (id.getName().equals(name)) {
        throw new IllegalArgumentException("refused");
      }
      return MeterFilterReply.NEUTRAL;
    }
  }
}
