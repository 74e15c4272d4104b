package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A recursion is as deep as the heap allows, whatever the program's stack. */
class DeepSubflowTest {
  private static final int LEVELS = 1_000_000;
  private static final long STACK_BYTES = 512 * 1024;

  /** Gives its number less one, and then what is below that, at the end of its stages. */
  static class Countdown {
    int failAt = -1;

    @Function(stop = "0")
    int less(int n) {
      return n - 1;
    }

    @Subflow
    List<Flow<Integer, Integer>> below(int n) {
      if (n == failAt) {
        throw new IllegalStateException("as deep as it gets");
      }
      return List.of(Flow.identity(), DeepSubflowTest_CountdownFlow.of(this));
    }
  }

  /** Adds one to what is below it, so that each level waits for the next one. */
  static class Depth {
    @Function
    int less(int n) {
      return n - 1;
    }

    @Subflow
    Flow<Integer, Integer> below(int n) {
      return n < 0 ? Flow.identity() : DeepSubflowTest_DepthFlow.of(this);
    }

    @Accumulate
    int add(int depth, int below) {
      return depth + Math.max(below, 0) + 1;
    }
  }

  static Stream<Named<FlowMaker<Countdown, Integer, Integer>>> countdowns() {
    return Flows.of(
        DeepSubflowTest_CountdownFlow::of,
        d ->
            Flow.recursive(
                self ->
                    Flow.<Integer>begin()
                        .function(n -> n == 1 ? null : n - 1)
                        .subflows(n -> d.below(n).isEmpty() ? null : List.of(Flow.identity(), self))
                        .build()));
  }

  static Stream<Named<FlowMaker<Depth, Integer, Integer>>> depths() {
    return Flows.of(
        DeepSubflowTest_DepthFlow::of,
        d ->
            Flow.recursive(
                self ->
                    Flow.<Integer>begin()
                        .function(d::less)
                        .subflow(n -> n < 0 ? Flow.<Integer>identity() : self)
                        .accumulate(() -> 0, d::add)
                        .build()));
  }

  @ParameterizedTest
  @MethodSource("countdowns")
  void aMillionLevelsEmitOneItemEach(FlowMaker<Countdown, Integer, Integer> maker) {
    long[] outputs = new long[2];
    onSmallStack(
        () ->
            maker
                .of(new Countdown())
                .run(
                    LEVELS,
                    n -> {
                      outputs[0]++;
                      outputs[1] += n;
                    }));
    assertThat(outputs).containsExactly(LEVELS - 1, LEVELS * (LEVELS - 1L) / 2);
  }

  @ParameterizedTest
  @MethodSource("countdowns")
  void aFailureAMillionLevelsDownIsTheRuns(FlowMaker<Countdown, Integer, Integer> maker) {
    Countdown failing = new Countdown();
    failing.failAt = 1;
    assertThat(failureOnSmallStack(() -> maker.of(failing).run(LEVELS)))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("as deep as it gets");
  }

  @ParameterizedTest
  @MethodSource("depths")
  void aMillionLevelsWaitForTheNextOne(FlowMaker<Depth, Integer, Integer> maker) {
    int[] depth = new int[1];
    onSmallStack(() -> depth[0] = maker.of(new Depth()).single(LEVELS));
    assertThat(depth[0]).isEqualTo(LEVELS + 1);
  }

  /** Something that may throw. */
  @FunctionalInterface
  private interface Action {
    void run() throws Exception;
  }

  private static void onSmallStack(Action action) {
    assertThat(failureOnSmallStack(action)).isNull();
  }

  private static Throwable failureOnSmallStack(Action action) {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    new Thread(
            null,
            () -> {
              try {
                action.run();
                ended.complete(null);
              } catch (Throwable thrown) {
                ended.complete(thrown);
              }
            },
            "small stack",
            STACK_BYTES)
        .start();
    return ended.join();
  }
}
