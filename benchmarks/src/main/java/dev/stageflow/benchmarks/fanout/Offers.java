package dev.stageflow.benchmarks.fanout;

import java.util.List;

/** A way to make offers. */
interface Offers {
  /**
   * Makes the offers of articles from 0 on, up to 16 at once, in any order. Each call may take 2
   * seconds, and is tried twice where a service is busy, after a pause of about 2 ms. A maker that
   * is not answered in time is unknown.
   *
   * @param count how many articles there are
   * @param services are asked, all three of an article at once
   * @return the offers
   * @throws Exception {@link Busy}, or one that it has caused, if a service is busy both times
   */
  List<String> make(int count, Services services) throws Exception;
}
