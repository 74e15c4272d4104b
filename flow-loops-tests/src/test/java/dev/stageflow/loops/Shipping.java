package dev.stageflow.loops;

import dev.stageflow.FlowIterator;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A flow with all that matters to a loop: stages that block, one that waits for others, and hooks.
 */
class Shipping {
  private final Journal journal;
  private final Warehouse warehouse;

  Shipping(Journal journal, Warehouse warehouse) {
    this.journal = journal;
    this.warehouse = warehouse;
  }

  /** The world outside. */
  interface Warehouse {

    /** Returns the next order's number; may block. Null is the end. */
    @Nullable Integer nextOrder() throws Exception;

    /** Tells an order's size, sometime, elsewhere. */
    CompletionStage<Integer> size(int order);

    /** Weighs a parcel; may block. */
    int weigh(int parcel) throws InterruptedException;

    /** Adds up what parcels weigh; must not block. */
    int add(int sum, int weight) throws Exception;
  }

  @Tunnel(buffer = 4)
  @Sequence(onFinish = "allOrdered")
  FlowIterator<Integer> orders(String customer) {
    journal.note("open orders of " + customer);
    return new FlowIterator<>() {
      @Override
      public @Nullable Integer next() throws Exception {
        journal.note("next order");
        return warehouse.nextOrder();
      }

      @Override
      public void close() {
        journal.note("close orders");
      }
    };
  }

  @Function
  CompletionStage<Integer> size(int order) {
    journal.note("size");
    return warehouse.size(order);
  }

  @Context(onFlush = "packed", onClose = "shipped")
  @Sequence(onFinish = "allPacked")
  FlowIterator<Integer> parcels(int size) {
    journal.note("open parcels");
    return new FlowIterator<>() {
      private int parcel;

      @Override
      public @Nullable Integer next() {
        journal.note("next parcel");
        return parcel < size ? ++parcel : null;
      }

      @Override
      public void close() {
        journal.note("close parcels");
      }
    };
  }

  @Tunnel
  @Function
  int weigh(int parcel) throws InterruptedException {
    journal.note("weigh");
    return warehouse.weigh(parcel);
  }

  @Accumulate(start = "nothing", finish = "total")
  int add(int sum, int weight) throws Exception {
    journal.note("add");
    return warehouse.add(sum, weight);
  }

  @Function
  String label(String total, @Upstream("orders") int order) {
    journal.note("label");
    return order + ": " + total;
  }

  int nothing() {
    journal.note("start");
    return 0;
  }

  String total(int sum) {
    journal.note("finish");
    return sum + " g";
  }

  void packed() {
    journal.note("onFlush");
  }

  void shipped() {
    journal.note("onClose");
  }

  void allPacked() {
    journal.note("onFinish of parcels");
  }

  void allOrdered() {
    journal.note("onFinish of orders");
  }
}
