package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener that fails is heard of, and nobody else suffers from it. */
class ListenerFailureTest {
  private final TestLoop loop = new TestLoop();
  private final Told told = new Told();
  private final List<Throwable> uncaught = new ArrayList<>();

  @BeforeEach
  void listen() {
    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
  }

  @AfterEach
  void listenNoMore() {
    Thread.currentThread().setUncaughtExceptionHandler(null);
  }

  private static Flow<Integer, Integer> dividing() {
    return Flow.<Integer>begin().<Integer>function(number -> 12 / number).named("divide").build();
  }

  /** A listener that breaks its contract, as one that is not checked for nulls may. */
  private static final class WithoutThreshold implements FlowListener {
    @Override
    @SuppressWarnings("NullAway") // the mistake that is tested
    public Duration holdThreshold() {
      return null;
    }
  }

  @Test
  void aListenerWithoutAThresholdHasTheUsualOne() {
    CompletableFuture<Integer> output =
        dividing().on(loop).listener(new WithoutThreshold()).listener(told).single(4);
    loop.runAll();
    assertThat(output).isCompletedWithValue(3);
    assertThat(uncaught).singleElement().isInstanceOf(NullPointerException.class);
    assertThat(told.entries()).containsExactly("start flow", "finish COMPLETED after 0 ms");
  }

  @Test
  void aRunThatFailsWhileItsListenersDoKeepsItsOwnFailure() {
    FlowListener failing =
        new FlowListener() {
          @Override
          public void onStageFailure(FlowRun run, @Nullable String stage, Throwable failure) {
            throw new AssertionError("of the listener", failure);
          }

          @Override
          public void onFinish(
              FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
            throw new AssertionError("of the listener", failure);
          }
        };
    CompletableFuture<Integer> output =
        dividing().on(loop).listener(failing).listener(told).single(0);
    loop.runAll();
    assertThatThrownBy(output::join).hasCauseInstanceOf(ArithmeticException.class);
    assertThat(uncaught).hasSize(2).allMatch(failure -> failure instanceof AssertionError);
    assertThat(told.entries())
        .containsExactly(
            "start flow",
            "failure of divide: / by zero",
            "finish FAILED because of / by zero after 0 ms");
  }
}
