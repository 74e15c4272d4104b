package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A flow that blocks a worker of a pool may wait for tasks of that pool, as the JDK's calls may.
 */
@Timeout(10)
class PoolWorkerTest {
  private final ForkJoinPool pool = new ForkJoinPool(1);

  static class Shop {
    final ForkJoinPool pool;
    boolean closed;

    Shop(ForkJoinPool pool) {
      this.pool = pool;
    }

    @Tunnel
    @Sequence
    FlowIterator<Integer> articles(int count) {
      return new FlowIterator<>() {
        private int given;

        @Override
        public Integer next() {
          return given < count ? ++given : null;
        }

        @Override
        public void close() {
          closed = true;
        }
      };
    }

    @Function
    CompletionStage<Integer> price(int article) {
      return CompletableFuture.supplyAsync(
          () -> {
            if (article == 3) {
              throw new IllegalStateException("no price");
            }
            return 10 * article;
          },
          pool);
    }
  }

  static Stream<Named<FlowMaker<Shop, Integer, Integer>>> flows() {
    return Flows.of(
        PoolWorkerTest_ShopFlow::of,
        shop ->
            Flow.<Integer>begin()
                .sequenceFrom(shop::articles)
                .tunnel()
                .functionAsync(shop::price)
                .build());
  }

  private <T> T onTheOnlyWorker(Callable<T> call) throws Exception {
    return pool.submit(call).get();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itsStagesAndTunnelsRunThere(FlowMaker<Shop, Integer, Integer> maker) throws Exception {
    Flow<Integer, Integer> flow =
        maker.of(new Shop(pool)).using(FlowOptions.defaults().tunnelOn(pool));
    assertThat(onTheOnlyWorker(() -> flow.collect(2))).containsExactly(10, 20);
    assertThat(onTheOnlyWorker(() -> flow.stream(2).toList())).containsExactly(10, 20);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itIsWatchedThere(FlowMaker<Shop, Integer, Integer> maker) throws Exception {
    Flow<Integer, Integer> flow =
        maker
            .of(new Shop(pool))
            .using(FlowOptions.defaults().tunnelOn(pool).listener(new FlowListener() {}));
    assertThat(onTheOnlyWorker(() -> flow.collect(2))).containsExactly(10, 20);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itIsClosedThere(FlowMaker<Shop, Integer, Integer> maker) {
    Shop shop = new Shop(pool);
    Flow<Integer, Integer> flow = maker.of(shop).using(FlowOptions.defaults().tunnelOn(pool));
    assertThatThrownBy(() -> onTheOnlyWorker(() -> flow.collect(1_000_000)))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no price");
    assertThat(shop.closed).isTrue();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aPoolThatMayHaveNoMoreWorkersDoesWithOneLess(FlowMaker<Shop, Integer, Integer> maker)
      throws Exception {
    ForkJoinPool single =
        new ForkJoinPool(
            1,
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            false,
            0,
            1,
            1,
            null,
            1,
            TimeUnit.SECONDS);
    Flow<Integer, Integer> flow = maker.of(new Shop(pool));
    assertThat(single.submit(() -> flow.collect(2)).get()).containsExactly(10, 20);
    single.shutdown();
  }

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }
}
