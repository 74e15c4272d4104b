package dev.stageflow.flink;

import java.util.concurrent.CompletableFuture;

/** A service as the manual's example asks it. */
interface PriceService {
  CompletableFuture<Long> centsFor(String name, int quantity);

  static PriceService connect() {
    return (name, quantity) -> CompletableFuture.supplyAsync(() -> name.length() * 100L * quantity);
  }
}
