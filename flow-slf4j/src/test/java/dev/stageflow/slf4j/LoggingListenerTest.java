package dev.stageflow.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.function.StageFunction;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of runs is logged. */
class LoggingListenerTest {
  private final Log log = new Log();
  private final TestLoop loop = new TestLoop();

  private FlowRun start(StageFunction<Integer, Integer> check) {
    FlowRun run =
        Flow.<Integer>begin()
            .function(check)
            .named("check")
            .build()
            .on(loop)
            .listener(new LoggingListener(log.logger()))
            .start(1);
    run.completion().exceptionally(failure -> null);
    return run;
  }

  @Test
  void aRunAndItsPausesAreLogged() {
    List<Integer> calls = new ArrayList<>();
    start(
        number -> {
          calls.add(number);
          if (calls.size() == 1) {
            throw PauseFlow.after(Duration.ofMillis(30));
          }
          return number;
        });
    loop.advance(Duration.ofSeconds(1));
    assertThat(log.lines())
        .containsExactly(
            "DEBUG flow starts",
            "TRACE flow pauses at check: DELAY",
            "TRACE flow goes on at check after PT0.03S",
            "DEBUG flow has completed after PT0.03S");
  }

  @Test
  void retriesAndRecoveriesAreLoggedAndTheEndSaysWhatWasCounted() {
    Flow.<Integer>begin()
        .<Integer>function(
            number -> {
              throw new IllegalStateException("busy");
            })
        .named("check")
        .retry(RetryPolicy.of(1).withBackoff(Duration.ofMillis(30)).withJitter(false))
        .recover(IllegalStateException.class, (number, failure) -> null)
        .build()
        .on(loop)
        .listener(new LoggingListener(log.logger()))
        .start(1);
    loop.advance(Duration.ofSeconds(1));
    assertThat(log.lines())
        .containsExactly(
            "DEBUG flow starts",
            "DEBUG flow calls check again after PT0.03S: java.lang.IllegalStateException: busy",
            "TRACE flow pauses at check: DELAY",
            "TRACE flow goes on at check after PT0.03S",
            "DEBUG flow recovers at check: java.lang.IllegalStateException: busy",
            "DEBUG flow has completed after PT0.03S, items dropped: 1, retries: 1, recoveries: 1");
  }

  @Test
  void aFailureIsLoggedOnceWithItsTrace() {
    IllegalStateException failure = new IllegalStateException("no price");
    start(
        number -> {
          throw failure;
        });
    loop.runAll();
    assertThat(log.lines())
        .containsExactly("DEBUG flow starts", "ERROR flow has failed after PT0S");
    IThrowableProxy thrown = log.events().get(1).getThrowableProxy();
    assertThat(thrown.getMessage()).isEqualTo("no price");
    assertThat(thrown.getSuppressed()).hasSize(1);
    assertThat(failure.getSuppressed()[0].toString()).contains("check");
  }

  @Test
  void aStageThatHoldsTheLoopIsLogged() {
    start(
        number -> {
          loop.advance(Duration.ofMillis(20));
          return number;
        });
    loop.runAll();
    assertThat(log.lines()).contains("WARN flow held the loop for PT0.02S at check");
  }

  @Test
  void aCancelledRunIsNoErrorUnlessItCouldNotBeClosed() {
    FlowRun run =
        start(
            number -> {
              throw PauseFlow.until(new CompletableFuture<>());
            });
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(log.lines()).last().isEqualTo("DEBUG flow was cancelled after PT0S");

    FlowRun unclosable =
        Flow.<Integer>begin()
            .sequenceFrom(number -> new Unclosable())
            .build()
            .on(loop)
            .listener(new LoggingListener(log.logger()))
            .start(1);
    unclosable.completion().exceptionally(failure -> null);
    loop.runAll();
    unclosable.cancel();
    loop.runAll();
    assertThat(log.lines()).last().isEqualTo("ERROR flow was cancelled, and could not be closed");
  }

  private static final class Unclosable implements FlowIterator<Integer> {
    @Override
    public @Nullable Integer next() throws PauseFlow {
      throw PauseFlow.until(new CompletableFuture<>());
    }

    @Override
    public void close() {
      throw new IllegalStateException("stuck");
    }
  }

  @Test
  void whatNobodyReadsIsNotMade() {
    log.logger().setLevel(Level.WARN);
    start(number -> number);
    loop.runAll();
    assertThat(log.lines()).isEmpty();
  }
}
