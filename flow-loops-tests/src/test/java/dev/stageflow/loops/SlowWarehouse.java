package dev.stageflow.loops;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Answers everything, after a while, for some orders. */
class SlowWarehouse implements Shipping.Warehouse {
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(500, TimeUnit.MICROSECONDS);

  private final int orders;

  /** The last order's number; for one worker at a time. */
  private int order;

  SlowWarehouse(int orders) {
    this.orders = orders;
  }

  /** What all the labels are, by an ordinary loop. */
  static List<String> labels(int orders) {
    return IntStream.rangeClosed(1, orders)
        .filter(order -> order % 3 != 0)
        .mapToObj(order -> order + ": " + (order % 3 == 1 ? 10 : 10 + 20) + " g")
        .toList();
  }

  @Override
  public @Nullable Integer nextOrder() throws Exception {
    Thread.sleep(1);
    return order < orders ? ++order : null;
  }

  @Override
  public CompletionStage<Integer> size(int order) {
    return CompletableFuture.supplyAsync(() -> order % 3, LATER);
  }

  @Override
  public int weigh(int parcel) throws InterruptedException {
    Thread.sleep(1);
    return 10 * parcel;
  }

  @Override
  public int add(int sum, int weight) throws Exception {
    return sum + weight;
  }
}
