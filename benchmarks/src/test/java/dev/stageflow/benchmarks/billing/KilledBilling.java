package dev.stageflow.benchmarks.billing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.locks.LockSupport;

/** A process that ends in the midst of the job, as one that is killed does. */
final class KilledBilling {
  static final String NAME = "killed";
  static final int EXIT = 9;

  private static final long LAST = 7_001;

  /** H2 writes what was committed into its file after half a second. */
  private static final long WRITTEN_MILLIS = 1_500;

  private KilledBilling() {}

  /**
   * Creates a database, prints its folder, and begins the job.
   *
   * @param arguments the name of the class that does it
   */
  public static void main(String[] arguments) throws Exception {
    Biller biller = arguments[0].equals("FlowBiller") ? new FlowBiller() : new BatchBiller();
    Billing benchmark = new Billing();
    benchmark.purchases = BillingTest.PURCHASES;
    benchmark.create();
    System.out.println(benchmark.folder());
    benchmark.run(biller, NAME, KilledBilling::bill);
  }

  /** Ends the process without a last word: nothing is closed, rolled back or written. */
  private static Bill bill(Purchase purchase) {
    if (purchase.id() == LAST) {
      LockSupport.parkNanos(MILLISECONDS.toNanos(WRITTEN_MILLIS));
      Runtime.getRuntime().halt(EXIT);
    }
    return purchase.bill();
  }
}
