package dev.stageflow.flink;

import dev.stageflow.FlowIterator;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import java.util.concurrent.CompletableFuture;

/** Fails at the first page, while the worker that reads is stuck at the second for a time. */
@FlowDefinition(durable = true)
class StuckReading {
  private final Desk desk;
  private final CompletableFuture<Void> stuck;
  private final CompletableFuture<Void> release;

  /**
   * Makes a definition.
   *
   * @param stuck completes when the worker is stuck
   * @param release completes when it need not be any more
   */
  StuckReading(Desk desk, CompletableFuture<Void> stuck, CompletableFuture<Void> release) {
    this.desk = desk;
    this.stuck = stuck;
    this.release = release;
  }

  @SuppressWarnings("Flow/NotResumable")
  @Tunnel
  @Sequence
  FlowIterator<String> pages(String book) {
    desk.note("open " + book);
    return new FlowIterator<>() {
      private int page;

      @Override
      public String next() {
        if (page == 1) {
          stuck.complete(null);
          release.join();
        }
        page++;
        return book + page;
      }
    };
  }

  @Function
  CompletableFuture<String> understood(String page) {
    return desk.ask(page);
  }
}
