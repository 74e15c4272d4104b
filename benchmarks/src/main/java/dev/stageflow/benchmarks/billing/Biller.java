package dev.stageflow.benchmarks.billing;

import javax.sql.DataSource;

/** A way to write the bills. */
interface Biller {
  /** Makes the bill of a purchase. */
  @FunctionalInterface
  interface Rule {
    Bill bill(Purchase purchase);
  }

  /**
   * Writes a bill for each purchase, in the order of their numbers. A thousand bills are one
   * transaction, with where the job is then. Where a job of this name has failed before, it goes on
   * with the first purchase whose bill is not in the table.
   *
   * @param database has the purchases, the bills and where the job is
   * @param name the job's name
   * @param rule makes a purchase's bill
   */
  void run(DataSource database, String name, Rule rule) throws Exception;
}
