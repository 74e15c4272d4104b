package dev.stageflow.examples.quickstart;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs the order report: on the caller's thread, then for two customers at once on one thread. */
public final class Quickstart {
  private static final Customer ADA =
      new Customer(
          "Ada",
          10,
          List.of(
              new Order("A-1", true, List.of(new Item("tea", 1))),
              new Order("A-2", false, List.of(new Item("tea", 2), new Item("cup", 4))),
              new Order("A-3", false, List.of(new Item("pot", 1)))));

  private static final Customer BOB =
      new Customer("Bob", 0, List.of(new Order("B-1", false, List.of(new Item("jug", 1)))));

  private static final Customer CYD =
      new Customer("Cyd", 5, List.of(new Order("C-1", false, List.of(new Item("bowl", 2)))));

  private static final Map<String, Long> CENTS =
      Map.of("tea", 350L, "cup", 899L, "pot", 2450L, "jug", 1995L, "bowl", 1200L);

  private Quickstart() {}

  /** Prints what Ada has to pay, then what Bob and Cyd have to pay. */
  public static void main(String... args) throws Exception {
    OrderReportFlow report = OrderReportFlow.of(new OrderReport(new PriceList(CENTS)));

    report.run(ADA, System.out::println);

    ExecutorService loop = Executors.newSingleThreadExecutor();
    try {
      // One thread is enough: while Bob's report waits for a price, Cyd's goes on.
      CompletableFuture<List<String>> bob = report.on(loop).collect(BOB);
      CompletableFuture<List<String>> cyd = report.on(loop).collect(CYD);
      System.out.println("Bob " + bob.join() + ", Cyd " + cyd.join());
    } finally {
      loop.shutdown();
    }
  }
}
